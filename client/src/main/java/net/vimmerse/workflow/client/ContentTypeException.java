package net.vimmerse.workflow.client;

/** A download was answered with another content type than the output has. Nothing was written. */
public final class ContentTypeException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String actual;

  ContentTypeException(String request, String expected, String actual) {
    super(
        request
            + " was answered with "
            + actual
            + " instead of "
            + expected
            + ". To take it all the same, use DownloadOptions.contentTypeChecked(false)",
        null);
    this.expected = expected;
    this.actual = actual;
  }

  /** Returns the content type of the output. */
  public String expected() {
    return expected;
  }

  /** Returns the content type of the answer. */
  public String actual() {
    return actual;
  }
}
