package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;

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

  /** How long an attempt may delay the start of the next one, in milliseconds of real time. */
  static final int HEAD_START_MILLIS = 100;

  /** Threads end when they have been idle for a minute. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(DaemonThreads.named("simulator-attempt"));

  private final WebhookSender sender;
  private final WebhookPolicy initialPolicy;
  private final Runnable listener;

  private final Object lock = new Object();

  /** The threads that call the sender. Guarded by {@code lock}. */
  private final Set<Thread> senders = new HashSet<>();

  /**
   * Guarded by {@code lock}. A reset replaces it, so that an attempt in progress reports to the old
   * one.
   */
  private WebhookQueue queue;

  /** Guarded by {@code lock}. */
  private long revision;

  /**
   * Creates webhooks.
   *
   * @param sender sends them; may be shared
   * @param policy the initial policy, also after a {@link #reset}
   * @param listener learns that there may be an attempt to make; must return quickly
   */
  public Webhooks(WebhookSender sender, WebhookPolicy policy, Runnable listener) {
    this.sender = sender;
    this.initialPolicy = policy;
    this.listener = listener;
    this.queue = new WebhookQueue(policy);
  }

  /** Returns the current policy. */
  public WebhookPolicy policy() {
    synchronized (lock) {
      return queue.policy();
    }
  }

  /** Returns a number that changes whenever a delivery is added, changed or removed. */
  public long revision() {
    synchronized (lock) {
      return revision;
    }
  }

  private void changed() {
    revision++;
    listener.run();
  }

  /** Sets the policy. Attempts that are already scheduled keep their time. */
  public void setPolicy(WebhookPolicy policy) {
    synchronized (lock) {
      changed();
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
      changed();
      return queue.enqueue(delivery);
    }
  }

  /** Returns the number of attempts that are still to be made, including those in progress. */
  public int pending() {
    synchronized (lock) {
      return queue.pending();
    }
  }

  /** Returns when the next attempt is due, including one in progress; empty if there is none. */
  public Optional<Instant> nextDue() {
    synchronized (lock) {
      return queue.nextDue();
    }
  }

  /**
   * Makes every attempt due at {@code now}, including those that become due at {@code now}
   * meanwhile, and returns when all have ended. Attempts and backoff are counted from {@code now}:
   * a caller that skips time gets fewer attempts, not a burst.
   *
   * <p>Attempts start in the order of their due times. Each waits for the one before it, but not
   * longer than {@value #HEAD_START_MILLIS} ms, so that a receiver that does not respond does not
   * delay the others; attempts of one workflow never overlap.
   *
   * <p>A concurrent caller waits, so that nothing is due for either afterwards. A call from within
   * the sender has no effect.
   *
   * @return the number of attempts made
   * @throws InterruptedException if the thread is interrupted; the attempts in progress are not
   *     recorded and stay due
   */
  public int deliverDue(Instant now) throws InterruptedException {
    return deliverDue(() -> now, Runnable::run);
  }

  /**
   * Makes every attempt that is or becomes due by {@code clock}, as {@link #deliverDue(Instant)}.
   *
   * @param recording runs the recording of each attempt, which may be repeated after {@link #load}
   */
  public int deliverDue(InstantSource clock, Consumer<Runnable> recording)
      throws InterruptedException {
    List<RunningAttempt> own = new ArrayList<>();
    int made = 0;
    synchronized (lock) {
      if (senders.contains(Thread.currentThread())) {
        return 0;
      }
      try {
        while (true) {
          Optional<RunningAttempt> next = start(clock.instant(), recording);
          if (next.isPresent()) {
            made++;
            own.removeIf(attempt -> attempt.ended);
            own.add(next.get());
            awaitEnd(next.get());
          } else if (own.stream().allMatch(attempt -> attempt.ended)
              && !queue.isDue(clock.instant())) {
            return made;
          } else {
            lock.wait(HEAD_START_MILLIS);
          }
        }
      } catch (InterruptedException e) {
        own.forEach(RunningAttempt::cancel);
        throw e;
      }
    }
  }

  /** Starts the next attempt, if one may start. */
  private Optional<RunningAttempt> start(Instant now, Consumer<Runnable> recording) {
    return queue
        .start(now)
        .map(
            scheduled -> {
              RunningAttempt attempt = new RunningAttempt(queue, scheduled, now, recording);
              attempt.future = THREADS.submit(DaemonThreads.reportingOutOfMemory(attempt));
              return attempt;
            });
  }

  /** Waits until an attempt has ended or has had its head start. */
  private void awaitEnd(RunningAttempt attempt) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEAD_START_MILLIS);
    while (!attempt.ended) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      lock.wait(left);
    }
  }

  /** An attempt in a thread of its own. All fields are guarded by {@code lock}. */
  private final class RunningAttempt implements Runnable {
    private final WebhookQueue origin;
    private final ScheduledAttempt scheduled;
    private final DeliveryRecord entry;
    private final Instant at;
    private final Consumer<Runnable> recording;
    private Future<?> future = CompletableFuture.completedFuture(null);
    private boolean ended;

    RunningAttempt(
        WebhookQueue origin, ScheduledAttempt scheduled, Instant at, Consumer<Runnable> recording) {
      this.origin = origin;
      this.scheduled = scheduled;
      this.entry = origin.entry(scheduled.deliveryId()).orElseThrow();
      this.at = at;
      this.recording = recording;
    }

    @Override
    public void run() {
      try {
        synchronized (lock) {
          senders.add(Thread.currentThread());
        }
        int number = entry.attempts().size() + 1;
        Attempt attempt = new Attempt(number, at, send(entry.delivery(), number));
        recording.accept(() -> record(attempt));
      } catch (InterruptedException e) {
        // The attempt stays due.
        Thread.currentThread().interrupt();
      } finally {
        end();
      }
    }

    private void record(Attempt attempt) {
      synchronized (lock) {
        if (!ended) {
          changed();
          origin.record(scheduled, attempt);
        }
      }
    }

    private void end() {
      synchronized (lock) {
        senders.remove(Thread.currentThread());
        origin.release(scheduled);
        ended = true;
        lock.notifyAll();
      }
    }

    private void cancel() {
      origin.release(scheduled);
      ended = true;
      future.cancel(true);
    }
  }

  private AttemptResult send(Delivery delivery, int attempt) throws InterruptedException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "workflow-simulator");
    headers.put("X-Simulator-Delivery", delivery.id());
    headers.put("X-Simulator-Attempt", Integer.toString(attempt));
    if (delivery.traceHeaders() != null) {
      headers.putAll(delivery.traceHeaders());
    }
    try {
      return sender.send(delivery.url(), headers, delivery.body());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
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
      changed();
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
      changed();
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
      changed();
      queue = new WebhookQueue(initialPolicy);
    }
  }

  /** Returns the complete state, in which an attempt in progress is still due. */
  public WebhookState state() {
    synchronized (lock) {
      return queue.state();
    }
  }

  /** Replaces the complete state by a later one of the same deliveries. Attempts go on. */
  public void load(WebhookState state) {
    synchronized (lock) {
      changed();
      queue.load(state);
    }
  }

  /** Replaces the complete state. */
  public void restore(WebhookState state) {
    synchronized (lock) {
      changed();
      queue = new WebhookQueue(state);
    }
  }
}
