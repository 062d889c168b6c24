package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Response;

/**
 * Runs a call in the calling thread, and cancels it when that thread is interrupted: an interrupt
 * does not wake a thread that reads from a socket. One daemon thread watches all blocked threads;
 * it ends when there are none.
 */
final class InterruptibleCall implements AutoCloseable {
  private static final long PERIOD_MILLIS = 10;
  private static final Set<InterruptibleCall> ACTIVE = ConcurrentHashMap.newKeySet();
  private static final AtomicBoolean WATCHING = new AtomicBoolean();
  private static final ScheduledThreadPoolExecutor WATCHER =
      SystemPollClock.singleThread("workflow-client-interrupts");

  private final Thread thread = Thread.currentThread();
  private final Call call;

  private InterruptibleCall(Call call) {
    this.call = call;
  }

  /** Returns the call of the calling thread, which must close it when it has read the response. */
  static InterruptibleCall of(Call call) {
    InterruptibleCall interruptible = new InterruptibleCall(call);
    ACTIVE.add(interruptible);
    watch();
    return interruptible;
  }

  /**
   * Runs the call.
   *
   * @throws InterruptedIOException if OkHttp throws an undeclared InterruptedException, as it does
   *     while it connects; the interrupt flag is set then, as for every other interrupt
   */
  Response execute() throws IOException {
    try {
      return call.execute();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    ACTIVE.remove(this);
  }

  private static void watch() {
    if (!WATCHING.get() && WATCHING.compareAndSet(false, true)) {
      scheduleCheck();
    }
  }

  private static void scheduleCheck() {
    Future<?> unused =
        WATCHER.schedule(InterruptibleCall::check, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void check() {
    for (InterruptibleCall active : ACTIVE) {
      if (active.thread.isInterrupted()) {
        active.call.cancel();
      }
    }
    if (!ACTIVE.isEmpty()) {
      scheduleCheck();
      return;
    }
    WATCHING.set(false);
    if (!ACTIVE.isEmpty()) {
      watch();
    }
  }
}
