package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Shrinks a failing value step by step for as long as it still fails. */
public final class Shrinker<T> {
  private final Function<T, List<T>> candidates;
  private final Predicate<T> fails;
  private int triesLeft;

  /**
   * Creates a shrinker.
   *
   * @param candidates returns what a value can become in one step, the largest step first
   * @param fails returns true if a value fails
   * @param maxTries the most calls of {@code fails}
   */
  public Shrinker(Function<T, List<T>> candidates, Predicate<T> fails, int maxTries) {
    this.candidates = requireNonNull(candidates, "candidates == null");
    this.fails = requireNonNull(fails, "fails == null");
    this.triesLeft = maxTries;
  }

  /** Returns the smallest failing value that was found; at worst the value itself. */
  public T shrink(T value) {
    T smallest = value;
    Optional<T> next = smaller(smallest);
    while (next.isPresent()) {
      smallest = next.get();
      next = smaller(smallest);
    }
    return smallest;
  }

  private Optional<T> smaller(T value) {
    for (T candidate : candidates.apply(value)) {
      if (triesLeft-- <= 0) {
        return Optional.empty();
      }
      if (fails.test(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
