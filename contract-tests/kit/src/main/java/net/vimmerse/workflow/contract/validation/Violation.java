package net.vimmerse.workflow.contract.validation;

/**
 * One way in which an exchange departs from the document.
 *
 * @param where which half of the exchange is at fault
 * @param kind what sort of fault
 * @param at the JSON pointer of the offending value in the body, or the name of the header or
 *     parameter; empty when the fault is of the whole
 * @param message what was expected, for people
 * @param operation the id of the operation, or method and path when there is no such operation
 * @param status the status of the answer
 */
public record Violation(
    Where where, Kind kind, String at, String message, String operation, int status) {

  /** The half of an exchange that a finding is about. */
  public enum Where {
    /** What the client sent. A server that answers with a 4xx has said so itself. */
    REQUEST,
    /** What the server answered. */
    RESPONSE
  }

  /** The sorts of fault. */
  public enum Kind {
    /** The document has no such path. */
    UNKNOWN_PATH,
    /** The document has this path, but not with this method. */
    UNKNOWN_METHOD,
    /** No key was sent, and the answer is not the documented 401. */
    MISSING_KEY,
    /** A query parameter that the operation does not have. */
    UNKNOWN_PARAMETER,
    /** A required parameter is not there. */
    MISSING_PARAMETER,
    /** A parameter that does not fit its schema, or is there more than once. */
    INVALID_PARAMETER,
    /** The operation cannot answer with this status. */
    UNKNOWN_STATUS,
    /** A documented, required response header is not there. */
    MISSING_HEADER,
    /** A documented response header that does not fit its schema. */
    INVALID_HEADER,
    /** The content type is missing or is not a documented one. */
    WRONG_CONTENT_TYPE,
    /** There should be a body. */
    MISSING_BODY,
    /** There should be no body. */
    UNEXPECTED_BODY,
    /** The body is not what its content type says, or could not be read to its end. */
    MALFORMED_BODY,
    /** The body does not fit its schema. */
    INVALID_BODY
  }

  @Override
  public String toString() {
    String spot = at.isEmpty() ? "" : " at " + at;
    return operation + " " + status + ": " + where + " " + kind + spot + ": " + message;
  }
}
