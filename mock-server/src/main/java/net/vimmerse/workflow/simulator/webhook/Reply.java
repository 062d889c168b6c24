package net.vimmerse.workflow.simulator.webhook;

/** What came of calling a receiver. */
public sealed interface Reply {

  /** Whether the receiver has the message, so that nothing remains to be done. */
  boolean accepted();

  /** Whether the same call may be answered otherwise later. False if it was accepted. */
  boolean worthRepeating();

  /** What happened, for people. */
  String text();

  /**
   * The receiver answered.
   *
   * @param status the HTTP status
   * @param body how the answer's body begins; empty if it had none
   */
  record Answer(int status, String body) implements Reply {

    private static final int GONE = 410;

    @Override
    public boolean accepted() {
      return status >= 200 && status < 300;
    }

    @Override
    public boolean worthRepeating() {
      return !accepted() && status != GONE;
    }

    @Override
    public String text() {
      return status >= 300 && status < 400
          ? "status " + status + ": redirects are not followed"
          : "status " + status;
    }
  }

  /**
   * There was no answer, or no call.
   *
   * @param cause for programs
   * @param text for people; the same for the same cause and target
   */
  record Failure(Cause cause, String text) implements Reply {

    @Override
    public boolean accepted() {
      return false;
    }

    @Override
    public boolean worthRepeating() {
      return !cause.lasting;
    }
  }

  /** Why there was no answer. */
  enum Cause {
    /** The URL is none that could be called. */
    INVALID_URL(true),
    /** The rules for {@linkplain Targets targets} forbid it. */
    NOT_ALLOWED(true),
    /** No address is known for the host. */
    UNKNOWN_HOST(false),
    /** Nobody listens there, or no way leads there. */
    NOT_CONNECTED(false),
    /** It took too long. */
    TIMED_OUT(false),
    /** The connection ended, or what came was no HTTP. */
    BROKEN_OFF(false);

    private final boolean lasting;

    Cause(boolean lasting) {
      this.lasting = lasting;
    }
  }
}
