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
    SATISFIED("request keywords, satisfied"),
    /** A request that violates a keyword is rejected. */
    VIOLATED("request keywords, violated"),
    /** A request whose parameter satisfies a keyword is accepted. */
    PARAMETER_SATISFIED("request parameters, satisfied"),
    /** A request whose parameter violates a keyword is rejected. */
    PARAMETER_VIOLATED("request parameters, violated"),
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

  private static final String SUCCESS = "200";
  private static final String ANY_CLIENT_ERROR = "4XX";

  /** Returns the item of a status. */
  static CoverageItem status(String operation, String status) {
    return new CoverageItem(Part.STATUS, operation, status, "", "", "");
  }

  /** Returns the item of a keyword of a request body or parameter that is satisfied. */
  static CoverageItem satisfied(Part part, String operation, String template, SchemaKeyword it) {
    return new CoverageItem(part, operation, SUCCESS, template, it.property(), it.keyword());
  }

  /** Returns the item of a keyword of a request body or parameter that is violated. */
  static CoverageItem violated(Part part, String operation, String template, SchemaKeyword it) {
    return new CoverageItem(
        part, operation, ANY_CLIENT_ERROR, template, it.property(), it.keyword());
  }

  /** Returns the item of a keyword of a response body or header. */
  static CoverageItem response(Part part, String operation, String status, SchemaKeyword it) {
    return new CoverageItem(part, operation, status, "", it.property(), it.keyword());
  }

  @Override
  public String toString() {
    String about = (template + " " + property + " " + keyword).strip().replaceAll(" +", " ");
    return (operation + " " + status + " " + about).strip();
  }
}
