package net.vimmerse.workflow.contract.sequences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.sequences.Step.Birth;
import net.vimmerse.workflow.contract.sequences.Step.Create;
import net.vimmerse.workflow.contract.sequences.Step.Follow;

/** Looks for a smaller sequence that still fails, until none of the next smaller ones does. */
final class Shrinking {
  private static final int MOST_TRIES = 300;

  private final Predicate<Sequence> fails;
  private int tries;

  Shrinking(Predicate<Sequence> fails) {
    this.fails = fails;
  }

  /** The smallest that was found: no larger than the one that is known to fail. */
  Sequence shrink(Sequence failing) {
    Sequence smallest = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Sequence candidate : candidates(smallest)) {
        if (tries++ >= MOST_TRIES) {
          return smallest;
        }
        if (fails.test(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** The boldest first: half of the steps, fewer and fewer, then parts of single steps. */
  private static List<Sequence> candidates(Sequence sequence) {
    List<Sequence> candidates = new ArrayList<>();
    int size = sequence.steps().size();
    for (int length = Math.max(1, size / 2); length > 0; length /= 2) {
      for (int from = size - length; from >= 0; from -= length) {
        List<Step> rest = new ArrayList<>(sequence.steps());
        rest.subList(from, from + length).clear();
        candidates.add(sequence.with(rest));
      }
    }
    for (int i = 0; i < size; i++) {
      for (Step simpler : simpler(sequence.steps().get(i))) {
        List<Step> steps = new ArrayList<>(sequence.steps());
        steps.set(i, simpler);
        candidates.add(sequence.with(steps));
      }
    }
    return candidates;
  }

  private static List<Step> simpler(Step step) {
    List<Step> simpler = new ArrayList<>();
    if (step instanceof Create create) {
      for (int i = 0; i < create.births().size(); i++) {
        if (create.births().size() > 1) {
          List<Birth> fewer = new ArrayList<>(create.births());
          fewer.remove(i);
          simpler.add(new Create(create.key(), fewer));
        }
        for (Birth birth : simpler(create.births().get(i))) {
          List<Birth> births = new ArrayList<>(create.births());
          births.set(i, birth);
          simpler.add(new Create(create.key(), births));
        }
      }
    } else if (step instanceof Follow follow && follow.body().isPresent()) {
      for (JsonNode body : smaller(follow.body().get())) {
        if (!body.isEmpty()) {
          simpler.add(new Follow(follow.key(), follow.verb(), follow.name(), Optional.of(body)));
        }
      }
    }
    return simpler;
  }

  private static List<Birth> simpler(Birth birth) {
    List<Birth> simpler = new ArrayList<>();
    if (!birth.body().isEmpty()) {
      simpler.add(new Birth(birth.name(), birth.body().objectNode(), birth.calledBack()));
    }
    if (birth.calledBack()) {
      simpler.add(new Birth(birth.name(), birth.body(), false));
    }
    for (JsonNode body : smaller(birth.body())) {
      simpler.add(new Birth(birth.name(), (ObjectNode) body, birth.calledBack()));
    }
    return simpler;
  }

  /** The same object without one of its members, or with one that is smaller. */
  private static List<JsonNode> smaller(JsonNode value) {
    List<JsonNode> smaller = new ArrayList<>();
    value
        .properties()
        .forEach(
            member -> {
              ObjectNode without = value.deepCopy();
              without.remove(member.getKey());
              smaller.add(without);
              for (JsonNode less : smaller(member.getValue())) {
                ObjectNode with = value.deepCopy();
                with.set(member.getKey(), less);
                smaller.add(with);
              }
            });
    return smaller;
  }
}
