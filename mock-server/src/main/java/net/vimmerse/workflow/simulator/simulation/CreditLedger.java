package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The credits of one namespace, with what changed them. Without a balance, which is how it begins
 * unless told otherwise, nothing is ever too dear; charges are still written down.
 *
 * <p>Thread-safe: of two charges at once that the balance bears only one of, one is refused.
 */
public final class CreditLedger {

  private static final int LONGEST = 10_000;

  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> refunds = new ArrayList<>();
  private @Nullable Long balance;

  /** The number of the first entry; numbers are never given twice. */
  private long firstNumber = 1;

  /**
   * A ledger without entries.
   *
   * @param balance null for as much as anyone could want
   */
  public CreditLedger(@Nullable Long balance) {
    this.balance = balance;
  }

  /**
   * One change.
   *
   * @param amount negative for a charge
   * @param workflowId what it was for; null if for no workflow
   * @param reason in a word or two
   * @param at when
   */
  public record Entry(long amount, @Nullable String workflowId, String reason, Instant at) {}

  /** Takes credits if they are there, and says whether they were. */
  public synchronized boolean charge(long amount, String workflowId, Instant now) {
    settle(now);
    if (balance != null && balance < amount) {
      return false;
    }
    add(new Entry(-amount, workflowId, "create", now));
    return true;
  }

  /** Gives credits back once {@code at} has come. */
  public synchronized void refundAt(Instant at, long amount, String workflowId) {
    refunds.removeIf(refund -> workflowId.equals(refund.workflowId()));
    refunds.add(new Entry(amount, workflowId, "refund", at));
  }

  /** Forgets a refund that has not come yet. */
  public synchronized void cancelRefund(String workflowId) {
    refunds.removeIf(refund -> workflowId.equals(refund.workflowId()));
  }

  /** Adds credits, or takes them away; without a balance there is nothing to add to. */
  public synchronized void deposit(long amount, String reason, Instant now) {
    settle(now);
    add(new Entry(amount, null, reason, now));
  }

  /**
   * Sets the balance.
   *
   * @param balance null for as much as anyone could want
   */
  public synchronized void setBalance(@Nullable Long balance) {
    this.balance = balance;
  }

  /** Forgets everything, and begins with this balance. */
  public synchronized void reset(@Nullable Long balance) {
    restore(new Saved(balance, firstNumber, List.of(), List.of()));
  }

  /**
   * All that there is to keep.
   *
   * @param balance null for as much as anyone could want
   * @param firstNumber that of the first entry; the following ones have the following numbers
   * @param refunds those that have not come yet
   */
  public record Saved(
      @Nullable Long balance, long firstNumber, List<Entry> entries, List<Entry> refunds) {

    public Saved {
      entries = List.copyOf(entries);
      refunds = List.copyOf(refunds);
    }
  }

  /** All that there is to keep. */
  public synchronized Saved save() {
    return new Saved(balance, firstNumber, entries, refunds);
  }

  /** Replaces everything by what was kept; entries get new numbers where theirs were given here. */
  public synchronized void restore(Saved saved) {
    firstNumber = Math.max(firstNumber + entries.size(), saved.firstNumber());
    entries.clear();
    refunds.clear();
    entries.addAll(saved.entries());
    refunds.addAll(saved.refunds());
    balance = saved.balance();
  }

  /** What is left at {@code now}; null for as much as anyone could want. */
  public synchronized @Nullable Long balance(Instant now) {
    settle(now);
    return balance;
  }

  /** The changes until {@code now}, the oldest first; of very many, the latest. */
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
    if (entries.size() == LONGEST) {
      entries.remove(0);
      firstNumber++;
    }
    entries.add(entry);
  }
}
