package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads an output from the server, and continues where a connection broke. Not thread-safe, except
 * for {@link #cancel}.
 */
final class ResumingInputStream extends InputStream {
  private final Downloader downloader;
  private final Output output;
  final HttpUrl url;
  private final DownloadOptions options;
  final Position position = new Position();
  private @Nullable Connection connection;
  private final Resumes resumes;
  private @Nullable WorkflowException failure;
  private boolean ended;
  private boolean closed;

  /** What {@link #cancel} ends; guarded by this. */
  private @Nullable Call latestCall;

  private @Nullable Thread sleeper;
  private boolean cancelled;

  ResumingInputStream(Downloader downloader, Output output, HttpUrl url, DownloadOptions options) {
    this.downloader = downloader;
    this.output = output;
    this.url = url;
    this.options = options;
    this.resumes = new Resumes(options);
  }

  /**
   * Opens the stream.
   *
   * @throws WorkflowException if the server does not send the output
   */
  void open() {
    resuming(connection -> 0);
  }

  /**
   * Opens the stream with a response that another thread has waited for.
   *
   * @throws WorkflowException if the response is not that of the output
   */
  void open(Call call, Response response) throws IOException {
    track(call);
    connection = connected(call, response);
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("The stream is closed");
    }
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    return resuming(connection -> read(connection, bytes, offset, length));
  }

  private int read(Connection connection, byte[] bytes, int offset, int length) throws IOException {
    int count;
    InterruptibleCall interruptible = InterruptibleCall.of(connection.call);
    try {
      count =
          Downloader.NetworkRead.run(
              url, () -> connection.response.body().source().read(bytes, offset, length));
    } finally {
      interruptible.close();
    }
    Downloader.Part part = connection.part;
    if (count < 0) {
      Downloader.checkEnd(url, part, position.size, position);
      ended = true;
      disconnect();
      return count;
    }
    position.size += count;
    if (part.end >= 0 && position.size > part.end) {
      throw Downloader.failed(url, "it has more bytes than announced");
    }
    Downloader.report(new DownloadProgress(null, position.size, part.total), options);
    return count;
  }

  private interface Step {
    int run(Connection connection) throws IOException;
  }

  private int resuming(Step step) {
    if (failure != null) {
      throw failure;
    }
    while (true) {
      try {
        Connection current = connection;
        if (current == null) {
          current = connect();
          connection = current;
        }
        return step.run(current);
      } catch (WorkflowException e) {
        disconnect();
        failure = e;
        sleepBeforeResume(e);
        failure = null;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Returns the delay before the next request; null if nothing can follow what has been read. */
  @Nullable Duration delayBeforeResume(WorkflowException failure) {
    return position.size > 0 && position.version == null
        ? null
        : resumes.delayAfter(failure, position);
  }

  private void sleepBeforeResume(WorkflowException failure) {
    @Nullable Duration delay = delayBeforeResume(failure);
    synchronized (this) {
      if (delay == null || cancelled) {
        throw failure;
      }
      sleeper = Thread.currentThread();
    }
    try {
      downloader.sleep(delay);
    } finally {
      synchronized (this) {
        sleeper = null;
      }
    }
  }

  private Connection connect() throws IOException {
    Call call = downloader.newCall(url, position);
    track(call);
    try (InterruptibleCall interruptible = InterruptibleCall.of(call)) {
      return connected(call, Downloader.NetworkRead.run(url, interruptible::execute));
    }
  }

  private Connection connected(Call call, Response response) throws IOException {
    try {
      return new Connection(
          call, response, Downloader.check(output, url, response, position, options));
    } catch (Throwable e) {
      response.close();
      throw e;
    }
  }

  private synchronized void track(Call call) {
    latestCall = call;
    if (cancelled) {
      call.cancel();
    }
  }

  /** Makes the read in progress, or the next one, fail immediately. Safe to call in any thread. */
  synchronized void cancel() {
    cancelled = true;
    if (latestCall != null) {
      latestCall.cancel();
    }
    if (sleeper != null) {
      sleeper.interrupt();
    }
  }

  private void disconnect() {
    if (connection != null) {
      // Otherwise OkHttp would read on, to be able to use the connection again.
      if (!ended) {
        connection.call.cancel();
      }
      connection.response.close();
      connection = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }

  private static final class Connection {
    final Call call;
    final Response response;
    final Downloader.Part part;

    Connection(Call call, Response response, Downloader.Part part) {
      this.call = call;
      this.response = response;
      this.part = part;
    }
  }

  /** What has been read already, which cannot be taken back. */
  final class Position implements PartialContent {
    private @Nullable String version;
    private @Nullable Long total;
    private long size;

    @Override
    public @Nullable String version() {
      return version;
    }

    @Override
    public @Nullable Long total() {
      return total;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void restart(@Nullable String newVersion, @Nullable Long newTotal) {
      if (size > 0) {
        version = null;
        throw Downloader.failed(url, "the server does not continue it at byte " + size);
      }
      version = newVersion;
      total = newTotal;
    }
  }
}
