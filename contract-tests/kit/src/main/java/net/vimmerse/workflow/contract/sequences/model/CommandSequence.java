package net.vimmerse.workflow.contract.sequences.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.Follow;
import net.vimmerse.workflow.contract.sequences.model.Command.Pass;

/** Some steps, one after the other. Printed, it is a list of sentences. */
public final class CommandSequence {
  private static final int HOLDERS = 2;

  private final long seed;
  private final List<Command> steps;

  public CommandSequence(long seed, List<Command> steps) {
    this.seed = seed;
    this.steps = List.copyOf(requireNonNull(steps, "steps == null"));
  }

  /** What it is called in results: the seed alone makes it again. */
  public String name() {
    return "sequence with seed " + seed;
  }

  /** What it was made from. */
  public long seed() {
    return seed;
  }

  /** The bodies that it creates something from: what it costs. */
  public List<ObjectNode> creations() {
    return steps.stream()
        .filter(Create.class::isInstance)
        .flatMap(step -> ((Create) step).births().stream())
        .map(birth -> birth.body().deepCopy())
        .toList();
  }

  /**
   * The most requests that playing it takes, if no call-back comes more than once: whatever is
   * changed is read afterwards, and what time changes is read after it.
   */
  public long mostCalls() {
    long calls = 0;
    long lives = 0;
    for (Command step : steps) {
      if (step instanceof Create create) {
        int born = create.births().size();
        lives += born;
        calls += 2L * born + lives;
      } else if (step instanceof Follow) {
        calls += 1 + Action.values().length;
      } else if (step instanceof Pass) {
        calls += lives;
      } else {
        calls++;
      }
    }
    // In the end, for call-backs, and to see whether one who is refused is let in at all.
    return calls + HOLDERS * lives + 2 * lives + 1;
  }

  /** How much time its steps let go by. */
  public Duration time() {
    return steps.stream()
        .filter(Pass.class::isInstance)
        .map(step -> ((Pass) step).time())
        .reduce(Duration.ZERO, Duration::plus);
  }

  public List<Command> steps() {
    return steps;
  }

  public CommandSequence with(List<Command> steps) {
    return new CommandSequence(seed, steps);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append(String.format("  %d. %s%n", i + 1, steps.get(i)));
    }
    return text.toString();
  }
}
