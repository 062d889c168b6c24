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

/** How the members of a state change from one sight of it to the next. */
public record StateInvariants(ResourceModel lifecycle) {

  public List<Invariant> all() {
    return List.of(
        new Invariant(
            "status-never-goes-back",
            "What the status was decides what it may become.",
            overTime(ChangeRule.STATUS, this::follows)),
        new Invariant(
            "percentage-never-falls",
            "What rises stays where it is or goes up.",
            overTime(ChangeRule.RISES, StateInvariants::rises)),
        new Invariant(
            "completions-only-grow",
            "What has been completed stays, in its order.",
            overTime(ChangeRule.GROWS, StateInvariants::grows)),
        new Invariant(
            "outcome-comes-at-the-good-end",
            "There is an outcome if and only if the workflow has ended well, and so is the highest"
                + " percentage.",
            this::outcome),
        new Invariant(
            "the-end-is-the-end",
            "Once a final status has been seen, time changes nothing any more.",
            this::theEnd),
        new Invariant(
            "updated-at-never-goes-back",
            "The stamp of the latest change is never earlier than it was.",
            overTime(ChangeRule.STAMP, StateInvariants::later)),
        new Invariant(
            "nothing-else-changes",
            "A member that does not change of itself is as it was, unless an update names it.",
            this::nothingElse));
  }

  /** Holds each member that changes in one way against what it was when it was seen last. */
  private Invariant.Rule overTime(
      ChangeRule change, BiFunction<JsonNode, JsonNode, Boolean> mayBecome) {
    return moment -> {
      Optional<StateChange> sight = StateChange.of(moment);
      if (sight.isEmpty()) {
        return Evaluation.SILENT;
      }
      for (String member : lifecycle.named(change)) {
        JsonNode before = sight.get().before().path(member);
        JsonNode after = sight.get().after().path(member);
        if (!before.isMissingNode() && !mayBecome.apply(before, after)) {
          return Evaluation.broken(
              "%s of %s was %s and then %s".formatted(member, sight.get().life(), before, after));
        }
      }
      return Evaluation.HELD;
    };
  }

  private boolean follows(JsonNode before, JsonNode after) {
    return lifecycle.statuses().mayFollow(before.asText(), after.asText());
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

  private Evaluation outcome(Observation moment) {
    JsonNode state = StateChange.stateIn(moment);
    if (state.isMissingNode()) {
      return Evaluation.SILENT;
    }
    boolean endedWell = lifecycle.status(state).equals(lifecycle.statuses().endedWell());
    for (String member : lifecycle.named(ChangeRule.OUTCOME)) {
      JsonNode outcome = state.path(member);
      if (!outcome.isMissingNode() && outcome.isEmpty() == endedWell) {
        return Evaluation.broken(
            "%s is %s although the status is %s"
                .formatted(member, outcome, lifecycle.status(state)));
      }
    }
    for (String member : lifecycle.named(ChangeRule.RISES)) {
      SchemaNode schema = lifecycle.members().get(member);
      Optional<JsonNode> most = schema == null ? Optional.empty() : schema.keyword("maximum");
      if (most.isPresent() && (state.path(member).asInt() == most.get().asInt()) != endedWell) {
        return Evaluation.broken(
            "%s is %s although the status is %s"
                .formatted(member, state.path(member), lifecycle.status(state)));
      }
    }
    return Evaluation.HELD;
  }

  private Evaluation theEnd(Observation moment) {
    Optional<StateChange> sight = StateChange.of(moment);
    if (sight.isEmpty() || !lifecycle.statuses().isFinal(lifecycle.status(sight.get().before()))) {
      return Evaluation.SILENT;
    }
    List<ChangeRule> changes =
        sight.get().updates()
            ? List.of(ChangeRule.STATUS, ChangeRule.RISES, ChangeRule.GROWS, ChangeRule.OUTCOME)
            : List.of(
                ChangeRule.STATUS,
                ChangeRule.RISES,
                ChangeRule.GROWS,
                ChangeRule.OUTCOME,
                ChangeRule.STAMP);
    for (ChangeRule change : changes) {
      for (String member : lifecycle.named(change)) {
        JsonNode before = sight.get().before().path(member);
        JsonNode after = sight.get().after().path(member);
        if (!before.equals(after)) {
          return Evaluation.broken(
              "%s had ended, but %s was %s and then %s"
                  .formatted(sight.get().life(), member, before, after));
        }
      }
    }
    return Evaluation.HELD;
  }

  private Evaluation nothingElse(Observation moment) {
    Optional<StateChange> sight = StateChange.of(moment);
    if (sight.isEmpty()) {
      return Evaluation.SILENT;
    }
    List<String> names = new ArrayList<>(new TreeSet<>(sight.get().names()));
    names.removeIf(
        name -> lifecycle.change(name) != ChangeRule.NONE || sight.get().sent().has(name));
    for (String name : names) {
      JsonNode before = sight.get().before().path(name);
      JsonNode after = sight.get().after().path(name);
      if (!before.equals(after)) {
        return Evaluation.broken(
            "%s of %s was %s and then %s, though nothing asked for that"
                .formatted(name, sight.get().life(), text(before), text(after)));
      }
    }
    return Evaluation.HELD;
  }

  private static Object text(JsonNode node) {
    return node instanceof MissingNode ? "absent" : node;
  }
}
