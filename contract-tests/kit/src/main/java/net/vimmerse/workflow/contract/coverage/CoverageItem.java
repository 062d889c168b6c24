package net.vimmerse.workflow.contract.coverage;

/**
 * One thing that the document says and an exchange can exercise.
 *
 * @param part which sort of thing
 * @param operation the operation's id
 * @param status the status, or {@code 4XX} for any that refuses
 * @param template the template's id; empty where there is none
 * @param property the path of a member of the body, {@code *} for any item; empty for the body; or
 *     where a parameter is and its name, or the name of a header
 * @param keyword a keyword of its schema, {@code required}, or {@code optional} for a parameter
 *     that may be left out; empty for a mere status
 */
record CoverageItem(
    Part part, String operation, String status, String template, String property, String keyword) {

  /** The sorts of things, in the order of a report. */
  enum Part {
    /** An operation answers with a status. */
    STATUS("operations and statuses"),
    /** A request that keeps to a keyword is taken. */
    KEPT("keywords of requests, kept"),
    /** A request that breaks a keyword is refused. */
    BROKEN("keywords of requests, broken"),
    /** A request whose parameter keeps to a keyword is taken. */
    PARAMETER_KEPT("parameters of requests, kept"),
    /** A request whose parameter breaks a keyword is refused. */
    PARAMETER_BROKEN("parameters of requests, broken"),
    /** An answer has a member that a keyword is about. */
    ANSWERED("keywords of answers"),
    /** An answer has a header that a keyword is about. */
    HEADER("headers of answers");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  @Override
  public String toString() {
    String about = (template + " " + property + " " + keyword).strip().replaceAll(" +", " ");
    return (operation + " " + status + " " + about).strip();
  }
}
