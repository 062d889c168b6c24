package net.vimmerse.workflow.contract.drift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * One difference between a server and the document.
 *
 * @param kind the kind of difference
 * @param where the operations, with the status or the template if they matter
 * @param what the behaviour of the server
 * @param cause what the same difference has in common in all runs: without ids and sent values
 * @param times how often it was seen, at least once
 * @param example the first exchange that shows it; empty when there was none
 * @param reproduction a shell command that shows it again, with the key in a variable; empty when
 *     there is none
 */
public record Difference(
    Kind kind,
    String where,
    String what,
    String cause,
    int times,
    Optional<ValidationResult> example,
    String reproduction) {

  /** The kinds of difference, in the order of a report: those that harm most come first. */
  public enum Kind {
    /** A server without the promised behaviour, such as another key that sees a workflow. */
    BEHAVIOUR("Unexpected behaviour", "behaviour"),
    /** A response that does not fit its schema or content type. */
    BODY("Invalid responses", "response"),
    /** A result that is not what was sent. */
    RESULT("Results that differ from the request", "result"),
    /** A documented header that is missing or invalid. */
    HEADER("Missing or invalid headers", "header"),
    /** The document has a template that the server lacks. */
    TEMPLATE_LACKING("Missing templates", "template"),
    /** The server describes a template differently. */
    TEMPLATE_CHANGED("Templates with other properties", "template"),
    /** An undocumented status. */
    STATUS("Undocumented statuses", "status"),
    /** A valid request that is rejected, or an invalid one in another way. */
    REJECTION("Unexpected rejections", "rejection"),
    /** An error code other than the documented one for this operation and status. */
    ERROR_CODE("Unexpected error codes", "code"),
    /** An invalid request that the server accepts. */
    LENIENCE("Invalid requests that are accepted", "accepts"),
    /** The server has a template that the document lacks. */
    TEMPLATE_ADDED("Undocumented templates", "template"),
    /** A value outside the documented list of known values. */
    VALUE("Undocumented values", "value"),
    /** An undocumented property of a response. */
    PROPERTY("Undocumented properties of responses", "property");

    private final String title;
    private final String label;

    Kind(String title, String label) {
      this.title = title;
      this.label = label;
    }

    /** Returns a heading. */
    public String title() {
      return title;
    }

    /** Returns one word for a list of differences of several kinds. */
    public String label() {
      return label;
    }
  }

  public Difference {
    requireNonNull(kind, "kind == null");
    requireNonNull(where, "where == null");
    requireNonNull(what, "what == null");
    requireNonNull(cause, "cause == null");
    requireNonNull(example, "example == null");
    requireNonNull(reproduction, "reproduction == null");
  }

  @Override
  public String toString() {
    return where + ": " + what + (times > 1 ? " (" + times + " times)" : "");
  }
}
