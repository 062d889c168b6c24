package net.vimmerse.workflow.simulator.thread;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes a value on first use.
 *
 * <p>Thread-safe.
 */
public final class Lazy<T> implements Supplier<T> {

  private @Nullable Supplier<T> source;
  private volatile @Nullable T value;

  /** Creates a value that {@code source} computes. */
  public Lazy(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    T known = value;
    return known == null ? compute() : known;
  }

  private synchronized T compute() {
    T known = value;
    if (known == null) {
      known = requireNonNull(source).get();
      value = known;
      source = null;
    }
    return known;
  }
}
