package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The deliveries of one world: sends them when they are due, repeats what failed, and keeps a log.
 *
 * <p>Time is the caller's. It asks for {@link #nextDue}, lets its clock reach that instant, and
 * calls {@link #deliverDue} with it, until nothing more is due; so both a clock that is put forward
 * and a thread that waits can drive it.
 *
 * <p>Thread-safe. Nobody but {@link #deliverDue} ever waits for a receiver.
 */
public final class Webhooks {

  /** How many deliveries the log holds unless told otherwise. */
  public static final int LOG_LIMIT = 1_000;

  private final Sender sender;
  private final WebhookPolicy initialPolicy;
  private final int logLimit;

  /** Held while attempts are made; the other lock is not. */
  private final ReentrantLock delivering = new ReentrantLock();

  private final Object lock = new Object();

  /** Guarded by the lock. Replaced as a whole, so that what is under way reports to the old one. */
  private Agenda agenda;

  /** With the default policy and {@link #LOG_LIMIT}. */
  public Webhooks(Sender sender) {
    this(sender, WebhookPolicy.ofDefaults(), LOG_LIMIT);
  }

  /**
   * @param sender makes the calls; may be shared
   * @param policy the one to begin with, and after a {@link #reset}
   * @param logLimit how many deliveries are kept: above it, the oldest that are finished are
   *     forgotten, ids included. What is pending is always kept.
   * @throws IllegalArgumentException if the limit is negative
   */
  public Webhooks(Sender sender, WebhookPolicy policy, int logLimit) {
    if (logLimit < 0) {
      throw new IllegalArgumentException("logLimit < 0: " + logLimit);
    }
    this.sender = sender;
    this.initialPolicy = policy;
    this.logLimit = logLimit;
    this.agenda = new Agenda(policy, logLimit);
  }

  /** The policy in force. */
  public WebhookPolicy policy() {
    synchronized (lock) {
      return agenda.policy();
    }
  }

  /** Replaces the policy. When attempts are due that are planned already does not change. */
  public void follow(WebhookPolicy policy) {
    synchronized (lock) {
      agenda.follow(policy);
    }
  }

  /**
   * Plans a delivery.
   *
   * @return false if one with this id is in the log; then nothing happens
   */
  public boolean enqueue(Delivery delivery) {
    synchronized (lock) {
      return agenda.enqueue(delivery);
    }
  }

  /**
   * When the next attempt is due; what is under way counts as due still. Empty if there is none.
   */
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      return agenda.nextDue();
    }
  }

  /**
   * Makes every attempt that is due at or before {@code now}, one after the other, in the order in
   * which they fall due; also those that become due at {@code now} on the way. Attempts, and
   * back-off, are reckoned from {@code now}: a caller that skips instants gets fewer attempts, not
   * a burst.
   *
   * <p>A second caller waits for the first, so that afterwards nothing is due for either. A call
   * from within the sender does nothing.
   *
   * @return the number of attempts made
   * @throws InterruptedException if the thread is interrupted; the attempt under way is then not
   *     recorded, and remains due
   */
  public int deliverDue(Instant now) throws InterruptedException {
    if (delivering.isHeldByCurrentThread()) {
      return 0;
    }
    delivering.lockInterruptibly();
    try {
      int made = 0;
      while (attemptNext(now)) {
        made++;
      }
      return made;
    } finally {
      delivering.unlock();
    }
  }

  private boolean attemptNext(Instant now) throws InterruptedException {
    Agenda current;
    Turn turn;
    LogEntry entry;
    synchronized (lock) {
      current = agenda;
      turn = current.next(now);
      if (turn == null) {
        return false;
      }
      entry = current.entry(turn.deliveryId()).orElseThrow();
    }
    int number = entry.attempts().size() + 1;
    Attempt attempt = new Attempt(number, now, send(entry.delivery(), number));
    synchronized (lock) {
      current.record(turn, attempt);
    }
    return true;
  }

  private Reply send(Delivery delivery, int attempt) throws InterruptedException {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "User-Agent",
            "workflow-simulator",
            "X-Simulator-Delivery",
            delivery.id(),
            "X-Simulator-Attempt",
            Integer.toString(attempt));
    try {
      return sender.send(delivery.url(), headers, delivery.body());
    } catch (RuntimeException e) {
      // A sender's defect must not stop the other deliveries.
      return new Reply.Failure(Reply.Cause.BROKEN_OFF, "the sender failed: " + e);
    }
  }

  /**
   * Drops what is pending for a workflow, and logs it as cancelled. An attempt that is under way is
   * still logged.
   *
   * @return how many deliveries were dropped
   */
  public int cancel(String workflowId) {
    synchronized (lock) {
      return agenda.cancel(workflowId);
    }
  }

  /**
   * Sends a delivery again, whatever became of it: due at {@code now}, with all the attempts that a
   * new one has, under the same id. One that is pending is brought forward.
   *
   * @return false if the log has no such delivery
   */
  public boolean redeliver(String deliveryId, Instant now) {
    synchronized (lock) {
      return agenda.redeliver(deliveryId, now);
    }
  }

  /** What is known of one delivery; empty if the log does not have it. */
  public Optional<LogEntry> entry(String deliveryId) {
    synchronized (lock) {
      return agenda.entry(deliveryId);
    }
  }

  /** All deliveries, in the order in which they were planned; a copy. */
  public List<LogEntry> log() {
    synchronized (lock) {
      return agenda.log();
    }
  }

  /** The deliveries of one workflow, in the order in which they were planned; a copy. */
  public List<LogEntry> log(String workflowId) {
    synchronized (lock) {
      return agenda.log(workflowId);
    }
  }

  /** Forgets every delivery and returns to the first policy. What is under way is not logged. */
  public void reset() {
    synchronized (lock) {
      agenda = new Agenda(initialPolicy, logLimit);
    }
  }

  /** All that there is to keep. An attempt that is under way is still to be made, as kept. */
  public SavedWebhooks save() {
    synchronized (lock) {
      return agenda.save();
    }
  }

  /** Replaces everything by what was kept. */
  public void restore(SavedWebhooks saved) {
    synchronized (lock) {
      agenda = new Agenda(saved, logLimit);
    }
  }
}
