package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Opens a stream of an output, and applies a function to it. */
final class StreamDownload<T> implements Download<T> {
  private final ResumingInputStream stream;
  private final Function<? super InputStream, ? extends @Nullable T> function;
  private @Nullable T result;
  private boolean opened;
  private boolean completed;

  /**
   * Creates a download.
   *
   * @param stream not yet opened
   * @param function applied once, in the thread that has received the response
   */
  StreamDownload(
      ResumingInputStream stream, Function<? super InputStream, ? extends @Nullable T> function) {
    this.stream = stream;
    this.function = function;
  }

  @Override
  public HttpUrl url() {
    return stream.url;
  }

  @Override
  public PartialContent partial() {
    return stream.position;
  }

  @Override
  public void receive(Call call, Response response) throws IOException {
    stream.open(call, response);
    opened = true;
    result = function.apply(stream);
  }

  /** Returns null once the function has the stream, which resumes by itself. */
  @Override
  public @Nullable Duration delayBeforeResume(WorkflowException failure) {
    return opened ? null : stream.delayBeforeResume(failure);
  }

  @Override
  public @Nullable T complete() {
    completed = true;
    return result;
  }

  @Override
  public void cancel() {
    stream.cancel();
  }

  @Override
  public void discard() {
    stream.close();
  }

  @Override
  public void close() {
    if (!completed) {
      stream.close();
    }
  }
}
