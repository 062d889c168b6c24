package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.Timestamps;

/** Invariants about how the properties of a state change over time. */
public record StateInvariants(ResourceModel model) {

  public List<Invariant> all() {
    return List.of(
        new Invariant(
            InvariantId.STATUS_FOLLOWS_TRANSITIONS, overTime(ChangeRule.STATUS, this::follows)),
        new Invariant(
            InvariantId.PERCENTAGE_NEVER_FALLS, overTime(ChangeRule.RISES, StateInvariants::rises)),
        new Invariant(
            InvariantId.COMPLETIONS_ONLY_GROW, overTime(ChangeRule.GROWS, StateInvariants::grows)),
        new Invariant(InvariantId.OUTCOME_ONLY_ON_SUCCESS, this::outcome),
        new Invariant(InvariantId.FINAL_STATUS_IS_FINAL, this::theEnd),
        new Invariant(
            InvariantId.UPDATED_AT_NEVER_GOES_BACK,
            overTime(ChangeRule.STAMP, StateInvariants::later)),
        new Invariant(InvariantId.OTHER_PROPERTIES_CONSTANT, this::nothingElse));
  }

  /** Compares each property with this change rule with its previous value. */
  private Invariant.Rule overTime(
      ChangeRule rule, BiFunction<JsonNode, JsonNode, Boolean> mayBecome) {
    return observation -> {
      Optional<StateChange> change = StateChange.of(observation);
      if (change.isEmpty()) {
        return Evaluation.NOT_APPLICABLE;
      }
      for (String property : model.named(rule)) {
        JsonNode before = change.get().before().path(property);
        JsonNode after = change.get().after().path(property);
        if (!before.isMissingNode() && !mayBecome.apply(before, after)) {
          return Evaluation.violated(
              "%s of %s was %s and then %s"
                  .formatted(property, change.get().resource(), before, after));
        }
      }
      return Evaluation.SATISFIED;
    };
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
    boolean endedWell = model.status(state).equals(model.statuses().endedWell());
    for (String property : model.named(ChangeRule.OUTCOME)) {
      JsonNode outcome = state.path(property);
      if (!outcome.isMissingNode() && outcome.isEmpty() == endedWell) {
        return Evaluation.violated(
            "%s is %s although the status is %s".formatted(property, outcome, model.status(state)));
      }
    }
    for (String property : model.named(ChangeRule.RISES)) {
      SchemaNode schema = model.properties().get(property);
      Optional<JsonNode> most = schema == null ? Optional.empty() : schema.keyword("maximum");
      if (most.isPresent() && (state.path(property).asInt() == most.get().asInt()) != endedWell) {
        return Evaluation.violated(
            "%s is %s although the status is %s"
                .formatted(property, state.path(property), model.status(state)));
      }
    }
    return Evaluation.SATISFIED;
  }

  private Evaluation theEnd(Observation observation) {
    Optional<StateChange> change = StateChange.of(observation);
    if (change.isEmpty() || !model.statuses().isFinal(model.status(change.get().before()))) {
      return Evaluation.NOT_APPLICABLE;
    }
    List<ChangeRule> rules =
        change.get().updates()
            ? List.of(ChangeRule.STATUS, ChangeRule.RISES, ChangeRule.GROWS, ChangeRule.OUTCOME)
            : List.of(
                ChangeRule.STATUS,
                ChangeRule.RISES,
                ChangeRule.GROWS,
                ChangeRule.OUTCOME,
                ChangeRule.STAMP);
    for (ChangeRule rule : rules) {
      for (String property : model.named(rule)) {
        JsonNode before = change.get().before().path(property);
        JsonNode after = change.get().after().path(property);
        if (!before.equals(after)) {
          return Evaluation.violated(
              "%s had a final status, but %s was %s and then %s"
                  .formatted(change.get().resource(), property, before, after));
        }
      }
    }
    return Evaluation.SATISFIED;
  }

  private Evaluation nothingElse(Observation observation) {
    Optional<StateChange> change = StateChange.of(observation);
    if (change.isEmpty()) {
      return Evaluation.NOT_APPLICABLE;
    }
    List<String> names = new ArrayList<>(new TreeSet<>(change.get().names()));
    names.removeIf(name -> model.change(name) != ChangeRule.NONE || change.get().sent().has(name));
    for (String name : names) {
      JsonNode before = change.get().before().path(name);
      JsonNode after = change.get().after().path(name);
      if (!before.equals(after)) {
        return Evaluation.violated(
            "%s of %s was %s and then %s, without an update"
                .formatted(name, change.get().resource(), text(before), text(after)));
      }
    }
    return Evaluation.SATISFIED;
  }

  private static Object text(JsonNode node) {
    return node instanceof MissingNode ? "absent" : node;
  }
}
