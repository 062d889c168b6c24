package net.vimmerse.workflow.simulator.credits;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the credit balance of one namespace and the changes that led to it. An unlimited balance
 * never refuses a charge, but still records it.
 *
 * <p>Thread-safe: if the balance covers only one of two concurrent charges, the other is refused.
 */
public final class CreditLedger {

  private static final int MAX_ENTRIES = 10_000;

  private Entries entries = Entries.copyOf(List.of());

  /** The scheduled refunds by workflow, in the order of their numbers. */
  private final Map<String, Refund> refunds = new LinkedHashMap<>();

  private final TreeSet<Refund> byTime =
      new TreeSet<>(Comparator.comparing(Refund::at).thenComparing(Refund::number));

  private long lastRefund;
  private long changes;
  private @Nullable Long balance;

  /** The number of the first entry. Numbers are never reused. */
  private long firstNumber = 1;

  /**
   * Creates a ledger without entries.
   *
   * @param balance null for unlimited
   */
  public CreditLedger(@Nullable Long balance) {
    this.balance = balance;
  }

  /**
   * Records one change of the balance.
   *
   * @param amount in credits; negative for a charge
   * @param workflowId the workflow that it was for; null if none
   * @param reason create, refund or deposit
   * @param at when it happened
   */
  public record Entry(long amount, @Nullable String workflowId, String reason, Instant at) {}

  /**
   * Describes a scheduled refund.
   *
   * @param number increases with each refund of a ledger
   * @param at when it is due
   */
  public record Refund(long number, String workflowId, long amount, Instant at) {}

  /** Charges credits; returns false, and charges nothing, if there are too few. */
  public synchronized boolean charge(long amount, String workflowId, Instant now) {
    settle(now);
    if (balance != null && balance < amount) {
      return false;
    }
    add(new Entry(-amount, workflowId, "create", now));
    return true;
  }

  /** Schedules the refund of a workflow; replaces an earlier one. */
  public synchronized void refundAt(Instant at, long amount, String workflowId) {
    cancelRefund(workflowId);
    schedule(new Refund(0, workflowId, amount, at));
  }

  /** Cancels the scheduled refund of a workflow, if there is one. */
  public synchronized void cancelRefund(String workflowId) {
    Refund cancelled = refunds.remove(workflowId);
    if (cancelled != null) {
      changes++;
      byTime.remove(cancelled);
    }
  }

  /**
   * Adds credits, or removes them if {@code amount} is negative. Only recorded if the balance is
   * unlimited.
   */
  public synchronized void deposit(long amount, String reason, Instant now) {
    settle(now);
    add(new Entry(amount, null, reason, now));
  }

  /**
   * Sets the balance.
   *
   * @param balance null for unlimited
   */
  public synchronized void setBalance(@Nullable Long balance) {
    this.balance = balance;
    changes++;
  }

  /** Removes all entries and scheduled refunds, and sets the balance; null for unlimited. */
  public synchronized void reset(@Nullable Long balance) {
    restore(new State(balance, firstNumber, List.of(), List.of()));
  }

  /**
   * Holds the complete state of a ledger.
   *
   * @param balance null for unlimited
   * @param firstNumber the number of the first entry; the following entries are numbered
   *     consecutively
   * @param refunds scheduled, not yet due
   */
  public record State(
      @Nullable Long balance, long firstNumber, List<Entry> entries, List<Refund> refunds) {

    public State {
      entries = entries instanceof Entries ? entries : List.copyOf(entries);
      refunds = List.copyOf(refunds);
    }
  }

  /** Returns the complete state. */
  public synchronized State state() {
    return new State(balance, firstNumber, entries, List.copyOf(refunds.values()));
  }

  /**
   * Replaces the complete state. Entries get new numbers if theirs are in use here, and refunds if
   * theirs do not increase.
   */
  public synchronized void restore(State state) {
    long first = Math.max(firstNumber + entries.size(), state.firstNumber());
    load(state);
    firstNumber = first;
  }

  /** Replaces the complete state, numbers included, by one that was made elsewhere. */
  public synchronized void load(State state) {
    changes++;
    firstNumber = state.firstNumber();
    refunds.clear();
    byTime.clear();
    lastRefund = 0;
    entries = Entries.copyOf(state.entries());
    for (Refund refund : state.refunds()) {
      cancelRefund(refund.workflowId());
      schedule(refund);
    }
    balance = state.balance();
  }

  /** Returns the balance at {@code now}; null if it is unlimited. */
  public synchronized @Nullable Long balance(Instant now) {
    settle(now);
    return balance;
  }

  /** Returns the changes until {@code now}, oldest first; at most the latest 10,000. */
  public synchronized List<Entry> entries(Instant now) {
    settle(now);
    return entries;
  }

  /** Returns a number that changes with the state. */
  public synchronized long changes() {
    return changes;
  }

  private void schedule(Refund refund) {
    changes++;
    lastRefund = Math.max(lastRefund + 1, refund.number());
    Refund numbered = new Refund(lastRefund, refund.workflowId(), refund.amount(), refund.at());
    refunds.put(refund.workflowId(), numbered);
    byTime.add(numbered);
  }

  /** Returns the number of entries until {@code now}, those no longer kept included. */
  public synchronized long lastNumber(Instant now) {
    settle(now);
    return firstNumber + entries.size() - 1;
  }

  private void settle(Instant now) {
    while (!byTime.isEmpty() && !byTime.first().at().isAfter(now)) {
      Refund refund = byTime.first();
      cancelRefund(refund.workflowId());
      add(new Entry(refund.amount(), refund.workflowId(), "refund", refund.at()));
    }
  }

  private void add(Entry entry) {
    changes++;
    if (balance != null) {
      balance += entry.amount();
    }
    if (entries.size() >= MAX_ENTRIES) {
      firstNumber++;
    }
    entries = entries.with(entry, MAX_ENTRIES);
  }
}
