package net.vimmerse.workflow.contract.sequences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.vimmerse.workflow.contract.Place;

/** How the members of a state change from one sight of it to the next. */
record StateProperties(Lifecycle lifecycle) {

  List<Property> all() {
    return List.of(
        new Property(
            "status-never-goes-back",
            "What the status was decides what it may become.",
            overTime(Change.STATUS, this::follows)),
        new Property(
            "percentage-never-falls",
            "What rises stays where it is or goes up.",
            overTime(Change.RISES, StateProperties::rises)),
        new Property(
            "completions-only-grow",
            "What has been completed stays, in its order.",
            overTime(Change.GROWS, StateProperties::grows)),
        new Property(
            "outcome-comes-at-the-good-end",
            "There is an outcome if and only if the workflow has ended well, and so is the highest"
                + " percentage.",
            this::outcome),
        new Property(
            "the-end-is-the-end",
            "Once a final status has been seen, time changes nothing any more.",
            this::theEnd),
        new Property(
            "updated-at-never-goes-back",
            "The stamp of the latest change is never earlier than it was.",
            overTime(Change.STAMP, StateProperties::later)),
        new Property(
            "nothing-else-changes",
            "A member that does not change of itself is as it was, unless an update names it.",
            this::nothingElse));
  }

  /** Holds each member that changes in one way against what it was when it was seen last. */
  private Property.Rule overTime(Change change, BiFunction<JsonNode, JsonNode, Boolean> mayBecome) {
    return moment -> {
      Optional<Sight> sight = Sight.of(moment);
      if (sight.isEmpty()) {
        return Ruling.SILENT;
      }
      for (String member : lifecycle.named(change)) {
        JsonNode before = sight.get().before().path(member);
        JsonNode after = sight.get().after().path(member);
        if (!before.isMissingNode() && !mayBecome.apply(before, after)) {
          return Ruling.broken(
              "%s of %s was %s and then %s".formatted(member, sight.get().life(), before, after));
        }
      }
      return Ruling.HELD;
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
    return !Stamp.of(after).isBefore(Stamp.of(before));
  }

  private Ruling outcome(Moment moment) {
    JsonNode state = Sight.stateIn(moment);
    if (state.isMissingNode()) {
      return Ruling.SILENT;
    }
    boolean endedWell = lifecycle.status(state).equals(lifecycle.statuses().endedWell());
    for (String member : lifecycle.named(Change.OUTCOME)) {
      JsonNode outcome = state.path(member);
      if (!outcome.isMissingNode() && outcome.isEmpty() == endedWell) {
        return Ruling.broken(
            "%s is %s although the status is %s"
                .formatted(member, outcome, lifecycle.status(state)));
      }
    }
    for (String member : lifecycle.named(Change.RISES)) {
      Place schema = lifecycle.members().get(member);
      Optional<JsonNode> most = schema == null ? Optional.empty() : schema.keyword("maximum");
      if (most.isPresent() && (state.path(member).asInt() == most.get().asInt()) != endedWell) {
        return Ruling.broken(
            "%s is %s although the status is %s"
                .formatted(member, state.path(member), lifecycle.status(state)));
      }
    }
    return Ruling.HELD;
  }

  private Ruling theEnd(Moment moment) {
    Optional<Sight> sight = Sight.of(moment);
    if (sight.isEmpty() || !lifecycle.statuses().isFinal(lifecycle.status(sight.get().before()))) {
      return Ruling.SILENT;
    }
    List<Change> changes =
        sight.get().updates()
            ? List.of(Change.STATUS, Change.RISES, Change.GROWS, Change.OUTCOME)
            : List.of(Change.STATUS, Change.RISES, Change.GROWS, Change.OUTCOME, Change.STAMP);
    for (Change change : changes) {
      for (String member : lifecycle.named(change)) {
        JsonNode before = sight.get().before().path(member);
        JsonNode after = sight.get().after().path(member);
        if (!before.equals(after)) {
          return Ruling.broken(
              "%s had ended, but %s was %s and then %s"
                  .formatted(sight.get().life(), member, before, after));
        }
      }
    }
    return Ruling.HELD;
  }

  private Ruling nothingElse(Moment moment) {
    Optional<Sight> sight = Sight.of(moment);
    if (sight.isEmpty()) {
      return Ruling.SILENT;
    }
    List<String> names = new ArrayList<>(new TreeSet<>(sight.get().names()));
    names.removeIf(name -> lifecycle.change(name) != Change.NONE || sight.get().sent().has(name));
    for (String name : names) {
      JsonNode before = sight.get().before().path(name);
      JsonNode after = sight.get().after().path(name);
      if (!before.equals(after)) {
        return Ruling.broken(
            "%s of %s was %s and then %s, though nothing asked for that"
                .formatted(name, sight.get().life(), text(before), text(after)));
      }
    }
    return Ruling.HELD;
  }

  private static Object text(JsonNode node) {
    return node instanceof MissingNode ? "absent" : node;
  }
}
