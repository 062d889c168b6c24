package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.thread.DaemonThreads;
import wiremock.jakarta.servlet.ServletOutputStream;
import wiremock.jakarta.servlet.WriteListener;

/**
 * Writes one chunk of a body after the other, each when it is due and the client has room for it.
 * No thread waits for either.
 */
final class Dribble implements WriteListener {

  private final byte[][] chunks;
  private final long interval;
  private final ServletOutputStream out;
  private final UnsentResponse response;
  private final ScheduledExecutorService timer;
  private long due;
  private int next;

  /**
   * Creates a listener for {@code out}, which ends {@code response} at the end.
   *
   * @param interval the time before each chunk, in nanoseconds
   */
  Dribble(
      byte[][] chunks,
      long interval,
      ServletOutputStream out,
      UnsentResponse response,
      ScheduledExecutorService timer) {
    this.chunks = chunks;
    this.interval = interval;
    this.out = out;
    this.response = response;
    this.timer = timer;
    this.due = System.nanoTime() + interval;
  }

  @Override
  public synchronized void onWritePossible() throws IOException {
    while (out.isReady()) {
      if (next == chunks.length) {
        response.end();
        return;
      }
      long wait = due - System.nanoTime();
      if (wait > 0) {
        ScheduledFuture<?> unused =
            timer.schedule(
                DaemonThreads.reportingOutOfMemory(this::resume), wait, TimeUnit.NANOSECONDS);
        return;
      }
      out.write(chunks[next]);
      next++;
      response.progressed();
      due += interval;
      if (out.isReady()) {
        out.flush();
      }
    }
  }

  private void resume() {
    try {
      onWritePossible();
    } catch (IOException | RuntimeException e) {
      onError(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The client has gone.
    response.end();
  }
}
