package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/** Something that invariants are evaluated for. */
public sealed interface Observation {

  /** An observation that is a response. */
  sealed interface ResponseReceived extends Observation {
    Response response();
  }

  /**
   * The response to a create request.
   *
   * @param resource the resource, of which nothing else is known yet
   * @param taken true if another resource has the same id
   */
  record Created(TrackedResource resource, Response response, boolean taken)
      implements ResponseReceived {}

  /**
   * The response to an operation on a resource, with any key.
   *
   * @param resource the state that was known before
   * @param sent the request body; a missing node when there was none
   */
  record Accessed(TrackedResource resource, Action verb, int key, JsonNode sent, Response response)
      implements ResponseReceived {
    /** Returns true if the request was made by the owner of an existing resource. */
    boolean permitted() {
      return resource.isFor(key);
    }
  }

  /**
   * The response of a list operation.
   *
   * @param before the previous response; a missing node the first time
   */
  record ListRead(JsonNode before, Response response) implements ResponseReceived {}

  /**
   * A received webhook.
   *
   * @param resource its resource, as read afterwards
   * @param nth the number of this webhook, from 1
   */
  record WebhookArrived(TrackedResource resource, ReceivedWebhook webhook, int nth)
      implements Observation {}

  /** The clock was advanced and the resource was read: everything that was due has happened. */
  record Settled(TrackedResource resource) implements Observation {}

  /**
   * A response.
   *
   * @param operation the operation that was called
   * @param validation the validated exchange
   * @param body the body in its documented form; a missing node when it is no JSON
   * @param state the resource's state in the body; a missing node when there is none
   * @param at the elapsed time
   * @param comparable true if the clock stands still between commands
   */
  record Response(
      Operation operation,
      ValidationResult validation,
      JsonNode body,
      JsonNode state,
      Duration at,
      boolean comparable) {
    /** Returns the status. */
    public int status() {
      return validation.exchange().status();
    }

    /** Returns true if the response has a state. */
    public boolean hasState() {
      return !state.isMissingNode();
    }
  }
}
