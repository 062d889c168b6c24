package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/** Something that a property can be held against. */
public sealed interface Observation {

  /**
   * The answer to the creation of something. Nothing is known of it but this.
   *
   * @param taken whether something else has its id
   */
  record Created(TrackedResource life, Answer answer, boolean taken) implements Observation {}

  /**
   * The answer to what a link leads to, by whoever's key.
   *
   * @param life as it was known before
   * @param sent what was sent; a missing node when nothing was
   */
  record Followed(TrackedResource life, Action verb, int key, JsonNode sent, Answer answer)
      implements Observation {
    /** Whether the owner did it, while there was something to do it with. */
    boolean rightful() {
      return life.isFor(key);
    }
  }

  /**
   * A catalogue.
   *
   * @param before what it was the last time; a missing node when this is the first
   */
  record Browsed(JsonNode before, Answer answer) implements Observation {}

  /**
   * A call-back.
   *
   * @param life whose it is, as it is known after it
   * @param nth the number of this one, from 1
   */
  record Called(TrackedResource life, ReceivedWebhook callBack, int nth) implements Observation {}

  /** Time has gone by, and the owner has looked: what was to come by now has come. */
  record Rested(TrackedResource life) implements Observation {}

  /**
   * An answer.
   *
   * @param operation what was called
   * @param verdict what was sent and answered, judged
   * @param body in its documented form; a missing node when it is no JSON
   * @param state what is in it of the state; a missing node when there is nothing
   * @param at how much time had gone by
   * @param comparable whether no time goes by of itself
   */
  record Answer(
      Operation operation,
      ValidationResult verdict,
      JsonNode body,
      JsonNode state,
      Duration at,
      boolean comparable) {
    int status() {
      return verdict.exchange().status();
    }

    /** Whether it holds a state. */
    boolean shows() {
      return !state.isMissingNode();
    }
  }
}
