package net.vimmerse.workflow.simulator.credits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the credit balance of one namespace and the changes that led to it. An unlimited balance
 * never refuses a charge, but still records it.
 *
 * <p>Thread-safe: if the balance covers only one of two concurrent charges, the other is refused.
 */
public final class CreditLedger {

  private static final int MAX_ENTRIES = 10_000;

  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> refunds = new ArrayList<>();
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
    refunds.removeIf(refund -> workflowId.equals(refund.workflowId()));
    refunds.add(new Entry(amount, workflowId, "refund", at));
  }

  /** Cancels the scheduled refund of a workflow, if there is one. */
  public synchronized void cancelRefund(String workflowId) {
    refunds.removeIf(refund -> workflowId.equals(refund.workflowId()));
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
      @Nullable Long balance, long firstNumber, List<Entry> entries, List<Entry> refunds) {

    public State {
      entries = List.copyOf(entries);
      refunds = List.copyOf(refunds);
    }
  }

  /** Returns the complete state. */
  public synchronized State state() {
    return new State(balance, firstNumber, entries, refunds);
  }

  /** Replaces the complete state. Entries get new numbers if theirs are in use here. */
  public synchronized void restore(State state) {
    firstNumber = Math.max(firstNumber + entries.size(), state.firstNumber());
    entries.clear();
    refunds.clear();
    entries.addAll(state.entries());
    refunds.addAll(state.refunds());
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
    return List.copyOf(entries);
  }

  private void settle(Instant now) {
    for (Iterator<Entry> pending = refunds.iterator(); pending.hasNext(); ) {
      Entry refund = pending.next();
      if (!refund.at().isAfter(now)) {
        pending.remove();
        add(refund);
      }
    }
  }

  private void add(Entry entry) {
    if (balance != null) {
      balance += entry.amount();
    }
    if (entries.size() == MAX_ENTRIES) {
      entries.remove(0);
      firstNumber++;
    }
    entries.add(entry);
  }
}
