package net.vimmerse.workflow.client;

/** Thrown if a download has another content type than its output. Nothing was written. */
public final class ContentTypeException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;

  /**
   * Creates the exception; public for fakes of the client in tests.
   *
   * @param request the beginning of the message, such as a method and a path
   */
  public ContentTypeException(String request, String expected, String actual) {
    super(
        request
            + " returned "
            + actual
            + " instead of "
            + expected
            + ". To accept it, use DownloadOptions.checkContentType(false)",
        null);
    this.expected = expected;
    this.actual = actual;
  }

  /** Returns the content type of the output. */
  public String expected() {
    return expected;
  }

  /** Returns the content type of the response. */
  public String actual() {
    return actual;
  }
}
