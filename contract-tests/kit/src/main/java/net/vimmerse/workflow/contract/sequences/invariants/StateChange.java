package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;

/**
 * A state that was seen after another one of the same life.
 *
 * @param sent the members that the request named; a missing node when it named none
 * @param updates whether the request was to change something
 */
public record StateChange(
    TrackedResource life, JsonNode before, JsonNode after, JsonNode sent, boolean updates) {

  /** What a moment shows, when something was seen before. */
  public static Optional<StateChange> of(Observation moment) {
    if (moment instanceof Observation.Followed followed
        && followed.answer().shows()
        && followed.rightful()
        && !followed.life().state().isMissingNode()) {
      return Optional.of(
          new StateChange(
              followed.life(),
              followed.life().state(),
              followed.answer().state(),
              followed.sent(),
              followed.verb() == Action.UPDATE));
    }
    return Optional.empty();
  }

  /** The state in a moment, whatever was seen before; a missing node when there is none. */
  public static JsonNode stateIn(Observation moment) {
    if (moment instanceof Observation.Created created) {
      return created.answer().state();
    }
    return moment instanceof Observation.Followed followed
        ? followed.answer().state()
        : MissingNode.getInstance();
  }

  /** Every member of the one or the other. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
