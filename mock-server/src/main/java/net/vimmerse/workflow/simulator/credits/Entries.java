package net.vimmerse.workflow.simulator.credits;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list of entries. The lists that {@link #with} returns share an array, so that the
 * history of a ledger is not copied for each new entry.
 *
 * <p>Thread-safe, but {@link #with} must be called by one thread at a time, and on the latest list
 * only.
 */
final class Entries extends AbstractList<CreditLedger.Entry> implements RandomAccess {

  private static final int MIN_CAPACITY = 8;

  private final CreditLedger.Entry[] array;
  private final int from;
  private final int to;

  private Entries(CreditLedger.Entry[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  /** Returns a list of these entries that shares nothing with another one. */
  static Entries copyOf(Collection<CreditLedger.Entry> entries) {
    CreditLedger.Entry[] array = entries.toArray(CreditLedger.Entry[]::new);
    return new Entries(array, 0, array.length);
  }

  /** Returns a list with one more entry, and without the oldest if there were more than a limit. */
  Entries with(CreditLedger.Entry entry, int limit) {
    int start = size() < limit ? from : from + 1;
    if (to < array.length) {
      array[to] = entry;
      return new Entries(array, start, to + 1);
    }
    int kept = to - start;
    CreditLedger.Entry[] copy =
        Arrays.copyOf(Arrays.copyOfRange(array, start, to), Math.max(MIN_CAPACITY, 2 * kept));
    copy[kept] = entry;
    return new Entries(copy, 0, kept + 1);
  }

  @Override
  public CreditLedger.Entry get(int index) {
    return array[from + Objects.checkIndex(index, size())];
  }

  @Override
  public int size() {
    return to - from;
  }
}
