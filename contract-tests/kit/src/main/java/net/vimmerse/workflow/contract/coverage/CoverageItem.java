package net.vimmerse.workflow.contract.coverage;

/**
 * One item of the document that an exchange can exercise.
 *
 * @param part the kind of item
 * @param operation the operation's id
 * @param status the status, or {@code 4XX} for any client error
 * @param template the template's id; empty where there is none
 * @param property the path of a property of the body, {@code *} for any item; empty for the body;
 *     or the location and name of a parameter, or the name of a header
 * @param keyword a keyword of its schema, {@code required}, or {@code optional} for a parameter
 *     that may be omitted; empty for a status
 */
record CoverageItem(
    Part part, String operation, String status, String template, String property, String keyword) {

  /** The kinds of items, in the order of a report. */
  enum Part {
    /** An operation responds with a status. */
    STATUS("operations and statuses"),
    /** A request that satisfies a keyword is accepted. */
    KEPT("request keywords, satisfied"),
    /** A request that violates a keyword is rejected. */
    VIOLATED("request keywords, violated"),
    /** A request whose parameter satisfies a keyword is accepted. */
    PARAMETER_KEPT("request parameters, satisfied"),
    /** A request whose parameter violates a keyword is rejected. */
    PARAMETER_BROKEN("request parameters, violated"),
    /** A response has a property with this keyword. */
    RESPONSE_PROPERTY("response keywords"),
    /** A response has a header with this keyword. */
    HEADER("response headers");

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
