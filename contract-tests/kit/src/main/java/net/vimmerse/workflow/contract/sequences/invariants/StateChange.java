package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;

/**
 * Two successive states of the same resource.
 *
 * @param sent the properties that the request named; a missing node when there were none
 * @param updates true if the request was an update
 */
public record StateChange(
    TrackedResource resource, JsonNode before, JsonNode after, JsonNode sent, boolean updates) {

  /** Returns the change that an observation shows; empty when there is no earlier state. */
  public static Optional<StateChange> of(Observation observation) {
    if (observation instanceof Observation.Accessed accessed
        && accessed.response().hasState()
        && accessed.permitted()
        && !accessed.resource().state().isMissingNode()) {
      return Optional.of(
          new StateChange(
              accessed.resource(),
              accessed.resource().state(),
              accessed.response().state(),
              accessed.sent(),
              accessed.verb() == Action.UPDATE));
    }
    return Optional.empty();
  }

  /** Returns the state in an observation; a missing node when there is none. */
  public static JsonNode stateIn(Observation observation) {
    if (observation instanceof Observation.Created created) {
      return created.response().state();
    }
    return observation instanceof Observation.Accessed accessed
        ? accessed.response().state()
        : MissingNode.getInstance();
  }

  /** Returns every property of either state. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
