package net.vimmerse.workflow.contract.drift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * One difference between a server and the document.
 *
 * @param kind the kind of difference
 * @param where the operation, with the status or the template if they matter
 * @param what the behaviour of the server
 * @param times how often it was seen, at least once
 * @param example the first exchange that shows it; empty when there was none
 * @param reproduction a shell command that shows it again, with the key in a variable; empty when
 *     there is none
 */
public record Difference(
    Kind kind,
    String where,
    String what,
    int times,
    Optional<ValidationResult> example,
    String reproduction) {

  /** The kinds of difference, in the order of a report. */
  public enum Kind {
    /** The document has a template that the server lacks. */
    TEMPLATE_LACKING("Missing templates"),
    /** The server has a template that the document lacks. */
    TEMPLATE_ADDED("Undocumented templates"),
    /** The server describes a template differently. */
    TEMPLATE_CHANGED("Templates with other properties"),
    /** An undocumented status. */
    STATUS("Undocumented statuses"),
    /** An undocumented property of a response. */
    PROPERTY("Undocumented properties of responses"),
    /** A value outside the documented list of known values. */
    VALUE("Undocumented values"),
    /** A documented header that is missing or invalid. */
    HEADER("Missing or invalid headers"),
    /** A response that does not fit its schema or content type. */
    BODY("Invalid responses"),
    /** An error code other than the documented one for this operation and status. */
    ERROR_CODE("Unexpected error codes"),
    /** An invalid request that the server accepts. */
    LENIENCE("Invalid requests that are accepted"),
    /** Any other unmet expectation of a case or sequence. */
    BEHAVIOUR("Unexpected behaviour");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** Returns a heading. */
    public String title() {
      return title;
    }
  }

  public Difference {
    requireNonNull(kind, "kind == null");
    requireNonNull(where, "where == null");
    requireNonNull(what, "what == null");
    requireNonNull(example, "example == null");
    requireNonNull(reproduction, "reproduction == null");
  }

  /** Adds the counts of two equal differences. */
  Difference and(Difference again) {
    return new Difference(kind, where, what, times + again.times, example, reproduction);
  }

  Difference shownBy(String reproduction) {
    return new Difference(kind, where, what, times, example, reproduction);
  }

  @Override
  public String toString() {
    return where + ": " + what + (times > 1 ? " (" + times + " times)" : "");
  }
}
