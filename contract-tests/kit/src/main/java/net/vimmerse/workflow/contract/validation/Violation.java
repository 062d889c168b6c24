package net.vimmerse.workflow.contract.validation;

/**
 * One way in which an exchange violates the document.
 *
 * @param direction the part of the exchange
 * @param kind the kind of violation
 * @param at the JSON pointer of the invalid value in the body, or the name of the header or
 *     parameter; empty for the whole
 * @param message the expectation, for people
 * @param operation the id of the operation, or method and path when there is no such operation
 * @param status the status of the response
 */
public record Violation(
    Direction direction, Kind kind, String at, String message, String operation, int status) {

  /** The part of an exchange that a violation is about. */
  public enum Direction {
    /** The request. A server that responds with a 4xx has reported it itself. */
    REQUEST,
    /** The response. */
    RESPONSE
  }

  /** The kinds of violation. */
  public enum Kind {
    /** The document has no such path. */
    UNKNOWN_PATH,
    /** The document has this path, but not with this method. */
    UNKNOWN_METHOD,
    /** The API key is missing, and the response is not the documented 401. */
    MISSING_KEY,
    /** The operation has no such query parameter. */
    UNKNOWN_PARAMETER,
    /** A required parameter is missing. */
    MISSING_PARAMETER,
    /** A parameter does not fit its schema, or occurs more than once. */
    INVALID_PARAMETER,
    /** The operation has no such status. */
    UNKNOWN_STATUS,
    /** A required response header is missing. */
    MISSING_HEADER,
    /** A response header does not fit its schema. */
    INVALID_HEADER,
    /** The content type is missing or undocumented. */
    WRONG_CONTENT_TYPE,
    /** The body is missing. */
    MISSING_BODY,
    /** There must be no body. */
    UNEXPECTED_BODY,
    /** The body is not of its content type, or broke off. */
    MALFORMED_BODY,
    /** The body does not fit its schema. */
    INVALID_BODY
  }

  @Override
  public String toString() {
    String spot = at.isEmpty() ? "" : " at " + at;
    return operation + " " + status + ": " + direction + " " + kind + spot + ": " + message;
  }
}
