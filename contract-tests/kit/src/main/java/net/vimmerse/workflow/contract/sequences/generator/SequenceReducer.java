package net.vimmerse.workflow.contract.sequences.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Birth;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.Follow;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;

/** Looks for a smaller sequence that still fails, until none of the next smaller ones does. */
public final class SequenceReducer {
  private static final int MOST_TRIES = 300;

  private final Predicate<CommandSequence> fails;
  private int tries;

  public SequenceReducer(Predicate<CommandSequence> fails) {
    this.fails = fails;
  }

  /** The smallest that was found: no larger than the one that is known to fail. */
  public CommandSequence shrink(CommandSequence failing) {
    CommandSequence smallest = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (CommandSequence candidate : candidates(smallest)) {
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
  private static List<CommandSequence> candidates(CommandSequence sequence) {
    List<CommandSequence> candidates = new ArrayList<>();
    int size = sequence.steps().size();
    for (int length = Math.max(1, size / 2); length > 0; length /= 2) {
      for (int from = size - length; from >= 0; from -= length) {
        List<Command> rest = new ArrayList<>(sequence.steps());
        rest.subList(from, from + length).clear();
        candidates.add(sequence.with(rest));
      }
    }
    for (int i = 0; i < size; i++) {
      for (Command simpler : simpler(sequence.steps().get(i))) {
        List<Command> steps = new ArrayList<>(sequence.steps());
        steps.set(i, simpler);
        candidates.add(sequence.with(steps));
      }
    }
    return candidates;
  }

  private static List<Command> simpler(Command step) {
    List<Command> simpler = new ArrayList<>();
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
