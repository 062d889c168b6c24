package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.Timestamps;

/** Invariants about how the properties of a state change over time. */
public record StateInvariants(ResourceModel model) {

  public List<Invariant> all() {
    return List.of(
        overTime(InvariantId.STATUS_FOLLOWS_TRANSITIONS, ChangeRule.STATUS, this::follows),
        overTime(InvariantId.PERCENTAGE_NEVER_FALLS, ChangeRule.RISES, StateInvariants::rises),
        overTime(InvariantId.COMPLETIONS_ONLY_GROW, ChangeRule.GROWS, StateInvariants::grows),
        new Invariant(InvariantId.OUTCOME_ONLY_ON_SUCCESS, this::outcome),
        Invariant.ofChange(InvariantId.FINAL_STATUS_IS_FINAL, this::finalStatus),
        overTime(InvariantId.UPDATED_AT_NEVER_GOES_BACK, ChangeRule.STAMP, StateInvariants::later),
        Invariant.ofChange(InvariantId.OTHER_PROPERTIES_CONSTANT, this::otherProperties));
  }

  /** Compares each property with this change rule with its previous value. */
  private Invariant overTime(
      InvariantId id, ChangeRule rule, BiPredicate<JsonNode, JsonNode> mayBecome) {
    return Invariant.ofChange(
        id,
        change ->
            unchanged(
                change,
                model.named(rule),
                (before, after) -> before.isMissingNode() || mayBecome.test(before, after),
                ""));
  }

  /** Returns the first change that is not allowed. */
  private static Evaluation unchanged(
      StateChange change,
      Collection<String> properties,
      BiPredicate<JsonNode, JsonNode> allowed,
      String although) {
    for (String property : properties) {
      JsonNode before = change.before().path(property);
      JsonNode after = change.after().path(property);
      if (!allowed.test(before, after)) {
        return Evaluation.violated(
            "%s of %s was %s and then %s%s"
                .formatted(property, change.resource(), text(before), text(after), although));
      }
    }
    return Evaluation.SATISFIED;
  }

  private boolean follows(JsonNode before, JsonNode after) {
    return model.statuses().mayFollow(before.asText(), after.asText());
  }

  private static boolean rises(JsonNode before, JsonNode after) {
    return after.isNumber() && after.decimalValue().compareTo(before.decimalValue()) >= 0;
  }

  private static boolean grows(JsonNode before, JsonNode after) {
    if (!after.isArray() || after.size() < before.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean later(JsonNode before, JsonNode after) {
    return !Timestamps.of(after).isBefore(Timestamps.of(before));
  }

  private Evaluation outcome(Observation observation) {
    JsonNode state = StateChange.stateIn(observation);
    if (state.isMissingNode()) {
      return Evaluation.NOT_APPLICABLE;
    }
    boolean succeeded = model.status(state).equals(model.statuses().successStatus());
    for (String property : model.named(ChangeRule.OUTCOME)) {
      JsonNode outcome = state.path(property);
      if (!outcome.isMissingNode() && outcome.isEmpty() == succeeded) {
        return Evaluation.violated(
            "%s is %s although the status is %s".formatted(property, outcome, model.status(state)));
      }
    }
    for (String property : model.named(ChangeRule.RISES)) {
      SchemaNode schema = model.properties().get(property);
      Optional<JsonNode> most = schema == null ? Optional.empty() : schema.keyword("maximum");
      // A missing property violates the document already.
      if (most.isPresent()
          && state.has(property)
          && (state.path(property).asInt() == most.get().asInt()) != succeeded) {
        return Evaluation.violated(
            "%s is %s although the status is %s"
                .formatted(property, state.path(property), model.status(state)));
      }
    }
    return Evaluation.SATISFIED;
  }

  private Evaluation finalStatus(StateChange change) {
    if (!model.statuses().isFinal(model.status(change.before()))) {
      return Evaluation.NOT_APPLICABLE;
    }
    Set<String> properties = new LinkedHashSet<>(model.changes().keySet());
    if (change.updates()) {
      properties.removeAll(model.named(ChangeRule.STAMP));
    }
    return unchanged(change, properties, JsonNode::equals, ", after a final status");
  }

  private Evaluation otherProperties(StateChange change) {
    Set<String> names = new TreeSet<>(change.names());
    names.removeIf(name -> model.change(name) != ChangeRule.NONE || change.sent().has(name));
    return unchanged(change, names, JsonNode::equals, ", without an update");
  }

  private static Object text(JsonNode node) {
    return node instanceof MissingNode ? "absent" : node;
  }
}
