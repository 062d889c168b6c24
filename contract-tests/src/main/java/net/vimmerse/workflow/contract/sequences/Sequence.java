package net.vimmerse.workflow.contract.sequences;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.vimmerse.workflow.contract.sequences.Step.Create;

/** Some steps, one after the other. Printed, it is a list of sentences. */
public final class Sequence {
  private final long seed;
  private final List<Step> steps;

  Sequence(long seed, List<Step> steps) {
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

  List<Step> steps() {
    return steps;
  }

  Sequence with(List<Step> steps) {
    return new Sequence(seed, steps);
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
