package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.InputStream;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads an output from the server, and continues where a connection broke. Not thread-safe. */
final class ResumingInputStream extends InputStream {
  private final Downloader downloader;
  private final Output output;
  private final HttpUrl url;
  private final DownloadOptions options;
  private final Position position = new Position();
  private @Nullable Connection connection;
  private int resumes;
  private @Nullable WorkflowException failure;
  private boolean ended;
  private boolean closed;

  private ResumingInputStream(
      Downloader downloader, Output output, HttpUrl url, DownloadOptions options) {
    this.downloader = downloader;
    this.output = output;
    this.url = url;
    this.options = options;
  }

  /**
   * Opens a stream.
   *
   * @throws WorkflowException if the server does not send the output
   */
  static InputStream open(
      Downloader downloader, Output output, HttpUrl url, DownloadOptions options) {
    ResumingInputStream stream = new ResumingInputStream(downloader, output, url, options);
    stream.resuming(connection -> 0);
    return stream;
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
        if (position.size > 0 && position.version == null) {
          throw e;
        }
        downloader.sleepBeforeResume(e, resumes, options);
        failure = null;
        resumes++;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Connection connect() throws IOException {
    Call call = downloader.newCall(url, position);
    try (InterruptibleCall interruptible = InterruptibleCall.of(call)) {
      Response response = Downloader.NetworkRead.run(url, interruptible::execute);
      try {
        return new Connection(
            call, response, Downloader.check(output, url, response, position, options));
      } catch (Throwable e) {
        response.close();
        throw e;
      }
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
  private final class Position implements PartialContent {
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
