package net.vimmerse.workflow.client;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Receives an output. Used by one thread at a time, except for {@link #cancel}. */
interface Download<T> extends AutoCloseable {
  HttpUrl url();

  /** Returns what has been received already. */
  PartialContent partial();

  /**
   * Receives a response, and closes it unless the result reads it.
   *
   * @throws WorkflowException if the response does not belong there, or ends early
   */
  void receive(Call call, Response response) throws IOException;

  /**
   * Returns the delay before the next request; null if there must be none.
   *
   * @param failure thrown by {@link #receive}, or the reason why there is no response
   */
  @Nullable Duration delayBeforeResume(WorkflowException failure);

  /** Returns the result of the received responses, which is the caller's from then on. */
  @Nullable T complete() throws IOException;

  /** Stops what {@link #receive} does, as soon as possible. Safe to call from any thread. */
  void cancel();

  /** Closes what {@link #complete} has returned, because the caller does not get it. */
  void discard();

  @Override
  void close() throws IOException;
}
