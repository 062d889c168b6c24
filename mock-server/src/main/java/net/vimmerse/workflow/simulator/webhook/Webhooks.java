package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends the webhooks of one namespace when they are due, retries them, and logs them.
 *
 * <p>The caller provides the time: it calls {@link #nextDue}, lets its clock reach that time, and
 * calls {@link #deliverDue}, until nothing is due. This suits both a clock that is advanced and a
 * thread that waits.
 *
 * <p>Thread-safe. Only {@link #deliverDue} waits for receivers.
 */
public final class Webhooks {

  private final WebhookSender sender;
  private final WebhookPolicy initialPolicy;

  /** Held while attempts are made; the other lock is not. */
  private final ReentrantLock delivering = new ReentrantLock();

  private final Object lock = new Object();

  /**
   * Guarded by {@code lock}. A reset replaces it, so that an attempt in progress reports to the old
   * one.
   */
  private WebhookQueue queue;

  /**
   * Creates webhooks.
   *
   * @param sender sends them; may be shared
   * @param policy the initial policy, also after a {@link #reset}
   */
  public Webhooks(WebhookSender sender, WebhookPolicy policy) {
    this.sender = sender;
    this.initialPolicy = policy;
    this.queue = new WebhookQueue(policy);
  }

  /** Returns the current policy. */
  public WebhookPolicy policy() {
    synchronized (lock) {
      return queue.policy();
    }
  }

  /** Sets the policy. Attempts that are already scheduled keep their time. */
  public void setPolicy(WebhookPolicy policy) {
    synchronized (lock) {
      queue.setPolicy(policy);
    }
  }

  /**
   * Schedules a delivery.
   *
   * @return false, without any effect, if the log has a delivery with the same id
   */
  public boolean enqueue(Delivery delivery) {
    synchronized (lock) {
      return queue.enqueue(delivery);
    }
  }

  /** Returns when the next attempt is due, including one in progress; empty if there is none. */
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      return queue.nextDue();
    }
  }

  /**
   * Makes every attempt due at {@code now}, one after the other in the order of their due times,
   * including those that become due at {@code now} meanwhile. Attempts and backoff are counted from
   * {@code now}: a caller that skips time gets fewer attempts, not a burst.
   *
   * <p>A concurrent caller waits, so that nothing is due for either afterwards. A call from within
   * the sender has no effect.
   *
   * @return the number of attempts made
   * @throws InterruptedException if the thread is interrupted; the attempt in progress is not
   *     recorded and stays due
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
    WebhookQueue current;
    ScheduledAttempt scheduledAttempt;
    DeliveryRecord entry;
    synchronized (lock) {
      current = queue;
      scheduledAttempt = current.next(now);
      if (scheduledAttempt == null) {
        return false;
      }
      entry = current.entry(scheduledAttempt.deliveryId()).orElseThrow();
    }
    int number = entry.attempts().size() + 1;
    Attempt attempt = new Attempt(number, now, send(entry.delivery(), number));
    synchronized (lock) {
      current.record(scheduledAttempt, attempt);
    }
    return true;
  }

  private AttemptResult send(Delivery delivery, int attempt) throws InterruptedException {
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
      // A defect of the sender must not stop the other deliveries.
      return new AttemptResult.Failure(
          AttemptResult.Cause.CONNECTION_BROKEN, "the sender failed: " + e);
    }
  }

  /**
   * Cancels the pending deliveries of a workflow. An attempt in progress is still recorded.
   *
   * @return the number of cancelled deliveries
   */
  public int cancel(String workflowId) {
    synchronized (lock) {
      return queue.cancel(workflowId);
    }
  }

  /**
   * Schedules a delivery again, whatever its state: due at {@code now}, with all attempts of a new
   * one, under the same id.
   *
   * @return false if the log has no such delivery
   */
  public boolean redeliver(String deliveryId, Instant now) {
    synchronized (lock) {
      return queue.redeliver(deliveryId, now);
    }
  }

  /** Returns the record of a delivery; empty if the log does not have it. */
  public Optional<DeliveryRecord> entry(String deliveryId) {
    synchronized (lock) {
      return queue.entry(deliveryId);
    }
  }

  /** Returns a copy of the log, in the order in which deliveries were scheduled. */
  public List<DeliveryRecord> log() {
    synchronized (lock) {
      return queue.log();
    }
  }

  /** Returns the records of one workflow, in the order in which they were scheduled. */
  public List<DeliveryRecord> log(String workflowId) {
    synchronized (lock) {
      return queue.log(workflowId);
    }
  }

  /**
   * Removes all deliveries and restores the initial policy. An attempt in progress is not recorded.
   */
  public void reset() {
    synchronized (lock) {
      queue = new WebhookQueue(initialPolicy);
    }
  }

  /** Returns the complete state, in which an attempt in progress is still due. */
  public WebhookState state() {
    synchronized (lock) {
      return queue.state();
    }
  }

  /** Replaces the complete state. */
  public void restore(WebhookState state) {
    synchronized (lock) {
      queue = new WebhookQueue(state);
    }
  }
}
