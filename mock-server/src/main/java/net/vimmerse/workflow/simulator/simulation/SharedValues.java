package net.vimmerse.workflow.simulator.simulation;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds equal immutable values, so that many workflows of equal requests keep one of them. Not all
 * are found: it remembers a bounded number, and none that is used nowhere else.
 *
 * <p>Thread-safe.
 */
public final class SharedValues {

  /** A power of two, like {@link #PROBES}. */
  private static final int SLOTS = 1_024;

  /** How many slots a value can be in, so that few that are in use displace each other. */
  private static final int PROBES = 8;

  private final AtomicReferenceArray<@Nullable WeakReference<Object>> slots =
      new AtomicReferenceArray<>(SLOTS);

  /** Returns an equal value that was passed before, or else this one. */
  @SuppressWarnings("unchecked")
  <T> T shared(T value) {
    int hash = value.hashCode();
    int first = (hash ^ hash >>> 16) & (SLOTS - PROBES);
    int unused = first + (hash >>> 8 & (PROBES - 1));
    for (int slot = first; slot < first + PROBES; slot++) {
      WeakReference<Object> reference = slots.get(slot);
      Object known = reference == null ? null : reference.get();
      if (known == null) {
        unused = slot;
      } else if (known.getClass() == value.getClass() && known.equals(value)) {
        return (T) known;
      }
    }
    slots.set(unused, new WeakReference<>(value));
    return value;
  }

  /** Returns an equal value that was passed before, or else this one; null for null. */
  <T> @Nullable T sharedOrNull(@Nullable T value) {
    return value == null ? null : shared(value);
  }
}
