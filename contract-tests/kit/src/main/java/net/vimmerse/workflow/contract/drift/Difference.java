package net.vimmerse.workflow.contract.drift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * One way in which server and document differ.
 *
 * @param kind what sort of difference
 * @param where the operation, with the status or the template when they matter
 * @param what what the server does, for people
 * @param times how often that was seen, at least once
 * @param example the first exchange that shows it; empty when there was none
 * @param reproduction a shell line that shows it again, the key read from a variable; empty when
 *     there is none
 */
public record Difference(
    Kind kind,
    String where,
    String what,
    int times,
    Optional<ValidationResult> example,
    String reproduction) {

  /** The sorts of difference, in the order in which people want to hear of them. */
  public enum Kind {
    /** The document has a template that the server does not. */
    TEMPLATE_LACKING("Templates that the server lacks"),
    /** The server has a template that the document does not. */
    TEMPLATE_ADDED("Templates that the document lacks"),
    /** The server describes a template in another way than the document. */
    TEMPLATE_CHANGED("Templates that the server describes differently"),
    /** A status that the operation cannot have. */
    STATUS("Undocumented statuses"),
    /** A member of an answer that the document does not know. */
    MEMBER("Undocumented members of answers"),
    /** A value that the document does not list where it lists the known ones. */
    VALUE("Values that the document does not list"),
    /** A documented header that is missing or does not fit. */
    HEADER("Headers that are missing or wrong"),
    /** An answer that does not fit its schema or content type. */
    BODY("Answers that do not fit the document"),
    /** An error with another code than the document shows for its operation and status. */
    ERROR_CODE("Codes of errors that the document shows otherwise"),
    /** A request that the document forbids and the server takes. */
    LENIENCE("Requests that are taken though the document forbids them"),
    /** Anything else that a case or sequence expected in vain. */
    BEHAVIOUR("Behaviour that the document does not describe");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** A heading for people. */
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

  /** The same difference, seen as often as both were. */
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
