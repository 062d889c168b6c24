package net.vimmerse.workflow.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import net.vimmerse.workflow.client.api.TemplatesApi;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okio.BufferedSource;

/**
 * Calls the Workflow API.
 *
 * <pre>{@code
 * try (WorkflowClient client = WorkflowClient.fromEnvironment()) {
 *   Workflow done =
 *       client
 *           .create(
 *               VimAstronautRequest.builder()
 *                   .addImageUrl("https://example.com/input.png")
 *                   .build())
 *           .await(progress -> System.out.println(progress.percentage() + "%"));
 *   client.download(done.result().get(0), Path.of("launch.mp4"));
 * }
 * }</pre>
 *
 * <p>Clients are thread-safe; share one in the whole application. This is an interface so that
 * tests can replace it by a fake.
 *
 * <p>Every method that calls the service throws
 *
 * <ul>
 *   <li>{@link WorkflowApiException} if the service returns an error; each documented status has a
 *       subclass,
 *   <li>{@link WorkflowNetworkException} if no complete response is received,
 *   <li>{@link WorkflowDecodingException} if the response is successful but cannot be decoded,
 *   <li>{@link WorkflowInterruptedException} if the calling thread is interrupted; its interrupt
 *       flag remains set,
 *   <li>{@link IllegalStateException} if the client is closed.
 * </ul>
 */
public interface WorkflowClient extends AutoCloseable {
  /** Returns a builder; only the API key is required. */
  static WorkflowClientBuilder builder() {
    return new WorkflowClientBuilder();
  }

  /**
   * Returns a client with the API key in {@code VIMMERSE_API_KEY} and the base URL in {@code
   * VIMMERSE_BASE_URL}, which defaults to that of the live service. {@code VIMMERSE_LOG} sets a
   * log, see {@link WorkflowClientBuilder#fromEnvironment}.
   *
   * @throws IllegalStateException if the environment has no API key
   * @throws IllegalArgumentException if the API key or the base URL is invalid
   */
  static WorkflowClient fromEnvironment() {
    return builder().fromEnvironment().build();
  }

  /**
   * Creates a workflow, which costs credits, and returns without waiting for it. The request is
   * retried only if the service certainly has not processed it, see {@link RetryOptions}; redirects
   * are not followed.
   *
   * @throws InsufficientCreditException if the account has too few credits; nothing was created
   * @throws NotFoundException if the template does not exist; nothing was created
   * @throws ValidationFailedException if the request is invalid; nothing was created
   */
  WorkflowHandle create(CreateWorkflowRequest request);

  /**
   * Reads a workflow.
   *
   * @throws NotFoundException if this API key has no workflow with this id
   */
  Workflow get(String id);

  /**
   * Updates the properties that are set in the request, and returns the updated workflow.
   * Processing is not affected.
   *
   * @throws BadRequestException if the request sets no property
   * @throws NotFoundException if this API key has no workflow with this id
   */
  Workflow update(String id, UpdateWorkflowRequest request);

  /**
   * Deletes a workflow with its files, and returns it as it was before.
   *
   * <p>If a response is lost, the request is retried: a {@link NotFoundException} can mean that an
   * earlier attempt has deleted the workflow.
   *
   * @throws NotFoundException if this API key has no workflow with this id
   */
  Workflow delete(String id);

  /** Returns an unmodifiable list of all templates, without details. */
  default List<Template> templates() {
    return templates(false);
  }

  /**
   * Returns an unmodifiable list of all templates.
   *
   * @param detail true to include options, processing steps and outputs of each template
   */
  List<Template> templates(boolean detail);

  /**
   * Creates a workflow without blocking a thread; see {@link #create}. Cancelling the future
   * cancels the request, which the service may have received already.
   *
   * <p>This default implementation, and those of the other asynchronous operations, are meant for
   * fakes: they call the blocking method in this thread.
   */
  default CompletableFuture<WorkflowHandle> createAsync(CreateWorkflowRequest request) {
    return Completed.by(() -> create(request));
  }

  /** Reads a workflow without blocking a thread; see {@link #get}. */
  default CompletableFuture<Workflow> getAsync(String id) {
    return Completed.by(() -> get(id));
  }

  /** Updates a workflow without blocking a thread; see {@link #update}. */
  default CompletableFuture<Workflow> updateAsync(String id, UpdateWorkflowRequest request) {
    return Completed.by(() -> update(id, request));
  }

  /** Deletes a workflow without blocking a thread; see {@link #delete}. */
  default CompletableFuture<Workflow> deleteAsync(String id) {
    return Completed.by(() -> delete(id));
  }

  /** Lists the templates without blocking a thread; see {@link #templates(boolean)}. */
  default CompletableFuture<List<Template>> templatesAsync(boolean detail) {
    return Completed.by(() -> templates(detail));
  }

  /** Waits for a workflow with default options and without a listener. */
  default Workflow await(String id) {
    return await(id, PollOptions.defaults());
  }

  /** Waits for a workflow without a listener. */
  default Workflow await(String id, PollOptions options) {
    return await(id, options, progress -> {});
  }

  /** Waits for a workflow with default options. */
  default Workflow await(String id, Consumer<? super WorkflowProgress> listener) {
    return await(id, PollOptions.defaults(), listener);
  }

  /**
   * Waits until a workflow has succeeded, and returns it. Another process may have created it, at
   * any time.
   *
   * <p>An unknown status counts as not ended. Network failures, too many requests and failures of
   * the service are tolerated as {@link PollOptions#maxConsecutiveFailures} allows; a Retry-After
   * header is respected, and ends the wait if it asks for a longer delay than remains.
   *
   * @param listener called in this thread after the first read and whenever status, percentage or
   *     completed steps have changed; an exception that it throws ends the wait, unless the
   *     workflow has ended: then it is logged, or suppressed in the exception of this method
   * @throws WorkflowFailedException if the workflow has failed
   * @throws WorkflowTimeoutException if the timeout expires; the workflow may still be running
   * @throws WorkflowInterruptedException if the thread is interrupted; its interrupt flag remains
   *     set
   */
  Workflow await(String id, PollOptions options, Consumer<? super WorkflowProgress> listener);

  /** Waits for a workflow asynchronously with default options and without a listener. */
  default CompletableFuture<Workflow> awaitAsync(String id) {
    return awaitAsync(id, PollOptions.defaults());
  }

  /** Waits for a workflow asynchronously without a listener. */
  default CompletableFuture<Workflow> awaitAsync(String id, PollOptions options) {
    return awaitAsync(id, options, progress -> {});
  }

  /** Waits for a workflow asynchronously with default options. */
  default CompletableFuture<Workflow> awaitAsync(
      String id, Consumer<? super WorkflowProgress> listener) {
    return awaitAsync(id, PollOptions.defaults(), listener);
  }

  /**
   * Waits as {@link #await(String, PollOptions, Consumer)} does, without blocking a thread. One
   * thread schedules the delays of all waits of all clients. Daemon threads make the reads, at most
   * as many at a time as the OkHttpClient's dispatcher allows for all hosts; a read that does not
   * get a thread in time counts as failed, so that the wait ends with its timeout.
   *
   * <p>To stop waiting, cancel or complete the future: a read in progress is cancelled immediately.
   * The workflow itself is not affected. Closing the client completes the future with an {@link
   * IllegalStateException}. A wait does not keep the process alive.
   *
   * @param listener called in the thread that has read the workflow; it must not block, and neither
   *     must actions that depend on the future without an executor of their own
   * @return a future of the workflow, or of one of the exceptions of {@link #await(String,
   *     PollOptions, Consumer)}
   */
  CompletableFuture<Workflow> awaitAsync(
      String id, PollOptions options, Consumer<? super WorkflowProgress> listener);

  /** Downloads an output with default options. */
  default Path download(Output output, Path file) {
    return download(output, file, DownloadOptions.defaults());
  }

  /**
   * Downloads an output and returns the file. The file is created only when the download is
   * complete; its directory must exist. The API key is not sent. An interrupted transfer is resumed
   * if the server supports it.
   *
   * @throws IllegalArgumentException if the output has no HTTP or HTTPS URL
   * @throws ContentTypeException if the response has another content type than the output
   * @throws java.io.UncheckedIOException if the file cannot be written; the cause is a {@link
   *     java.nio.file.FileAlreadyExistsException} if it exists already
   */
  Path download(Output output, Path file, DownloadOptions options);

  /** Downloads an output without blocking a thread, with default options. */
  default CompletableFuture<Path> downloadAsync(Output output, Path file) {
    return downloadAsync(output, file, DownloadOptions.defaults());
  }

  /**
   * Downloads an output without blocking a thread; see {@link #download(Output, Path,
   * DownloadOptions)}. Daemon threads make the downloads, at most as many at a time as the
   * OkHttpClient's dispatcher allows, 5 for each host by default; the others wait without a thread.
   * A download does not keep the process alive.
   *
   * <p>Cancelling the future cancels the transfer immediately, and its thread then deletes the
   * partial file unless that is to be kept. Closing the client ends the delays before downloads are
   * resumed with an {@link IllegalStateException}.
   *
   * @return a future of the file, or of one of the exceptions of the blocking method
   * @throws IllegalArgumentException if the output has no HTTP or HTTPS URL
   */
  default CompletableFuture<Path> downloadAsync(Output output, Path file, DownloadOptions options) {
    return Completed.by(() -> download(output, file, options));
  }

  /** Opens a stream of an output with default options. */
  default InputStream openStream(Output output) {
    return openStream(output, DownloadOptions.defaults());
  }

  /**
   * Opens a stream of an output, for example to send it on. The caller must close it, and can stop
   * at any byte. The API key is not sent. After a broken connection, the stream continues at its
   * position if the server supports it; it ends only at the end of the output. Options for files do
   * not apply. Not thread-safe.
   *
   * <p>Reading throws a {@link WorkflowException} if the output cannot be read completely.
   *
   * @throws IllegalArgumentException if the output has no HTTP or HTTPS URL
   * @throws ContentTypeException if the response has another content type than the output
   */
  InputStream openStream(Output output, DownloadOptions options);

  /**
   * Writes an output to a stream, which remains open; see {@link #openStream(Output,
   * DownloadOptions)}.
   *
   * @throws java.io.UncheckedIOException if the stream cannot be written
   */
  default void download(Output output, OutputStream out, DownloadOptions options) {
    download(output, Downloader.writerTo(out), options);
  }

  /**
   * Passes an output to a reader, and closes it afterwards; see {@link #openStream(Output,
   * DownloadOptions)}.
   */
  default void download(
      Output output, Consumer<? super BufferedSource> reader, DownloadOptions options) {
    Downloader.pass(openStream(output, options), reader);
  }

  /** Opens a stream of an output without blocking a thread, with default options. */
  default CompletableFuture<InputStream> openStreamAsync(Output output) {
    return openStreamAsync(output, DownloadOptions.defaults());
  }

  /**
   * Opens a stream of an output without blocking a thread; see {@link #openStream(Output,
   * DownloadOptions)}. The future completes when the response has begun; reading the stream blocks.
   * Cancelling the future cancels the request. If the stream has been opened in the meantime, it is
   * closed.
   *
   * @return a future of the stream, which the caller must close, or of one of the exceptions of the
   *     blocking method
   * @throws IllegalArgumentException if the output has no HTTP or HTTPS URL
   */
  default CompletableFuture<InputStream> openStreamAsync(Output output, DownloadOptions options) {
    return Completed.by(() -> openStream(output, options));
  }

  /**
   * Writes an output to a stream, which remains open, without blocking the calling thread; see
   * {@link #downloadAsync(Output, Consumer, DownloadOptions)}.
   *
   * @param out written to by one thread at a time; a last write may follow the cancellation of the
   *     future
   * @return a future of null, or of one of the exceptions of {@link #download(Output, OutputStream,
   *     DownloadOptions)}
   * @throws IllegalArgumentException if the output has no HTTP or HTTPS URL
   */
  default CompletableFuture<Void> downloadAsync(
      Output output, OutputStream out, DownloadOptions options) {
    return downloadAsync(output, Downloader.writerTo(out), options);
  }

  /**
   * Passes an output to a reader, and closes it afterwards, without blocking the calling thread;
   * see {@link #download(Output, Consumer, DownloadOptions)}. The same daemon threads as those of
   * {@link #downloadAsync(Output, Path, DownloadOptions)} call the reader, which may block its
   * thread, and so does the delay before a transfer that the reader has begun to read is resumed.
   *
   * <p>Cancelling the future cancels the transfer immediately: the next read fails, and a delay
   * ends.
   *
   * @param reader called at most once
   * @return a future of null, or of one of the exceptions of the blocking method, or of what the
   *     reader throws
   * @throws IllegalArgumentException if the output has no HTTP or HTTPS URL
   */
  default CompletableFuture<Void> downloadAsync(
      Output output, Consumer<? super BufferedSource> reader, DownloadOptions options) {
    return Completed.by(
        () -> {
          download(output, reader, options);
          return null;
        });
  }

  /** Downloads all outputs of a workflow with default options. */
  default List<Path> downloadAll(Workflow workflow, Path directory) {
    return downloadAll(workflow, directory, DownloadOptions.defaults());
  }

  /**
   * Downloads all outputs of a workflow, in order, into a directory, which is created if necessary.
   * File names are derived from the URLs and sanitized: they stay in the directory, are not hidden
   * or reserved on any system, and are numbered if they would collide. The same result always
   * yields the same names. If a download fails, the files before it remain.
   *
   * @return an unmodifiable list of the files, in the order of the result
   * @throws IllegalArgumentException if an output has no HTTP or HTTPS URL; nothing was downloaded
   * @throws java.io.UncheckedIOException if a file cannot be written; the cause is a {@link
   *     java.nio.file.FileAlreadyExistsException} if it exists already
   */
  List<Path> downloadAll(Workflow workflow, Path directory, DownloadOptions options);

  /**
   * Downloads all outputs of a workflow, in order, without blocking a thread; see {@link
   * #downloadAll(Workflow, Path, DownloadOptions)} and {@link #downloadAsync(Output, Path,
   * DownloadOptions)}.
   *
   * @return a future of an unmodifiable list of the files
   * @throws IllegalArgumentException if an output has no HTTP or HTTPS URL; nothing was downloaded
   */
  default CompletableFuture<List<Path>> downloadAllAsync(
      Workflow workflow, Path directory, DownloadOptions options) {
    return Completed.by(() -> downloadAll(workflow, directory, options));
  }

  /**
   * Returns a client with other timeouts, retries or headers, for as little as one call. It shares
   * connections and threads with this client, and closing it has no effect.
   *
   * @param options an option that is not set has this client's value
   */
  WorkflowClient withOptions(CallOptions options);

  /**
   * Returns a client with other timeouts, retries or headers; see {@link
   * #withOptions(CallOptions)}.
   *
   * @param configure takes a builder with no option set
   */
  default WorkflowClient withOptions(Consumer<? super CallOptions.Builder> configure) {
    CallOptions.Builder options = CallOptions.builder();
    configure.accept(options);
    return withOptions(options.build());
  }

  /** Returns the operations with status, headers and body text of their responses. */
  RawWorkflowClient raw();

  /**
   * Returns the generated Retrofit interface with this client's connections, timeouts and API key.
   * Its calls use neither this client's exceptions nor its retries; OkHttp does not retry a create
   * request either.
   */
  WorkflowApi workflowApi();

  /** Returns the generated Retrofit interface for templates; see {@link #workflowApi}. */
  TemplatesApi templatesApi();

  /**
   * Ends all waits and delays immediately with an {@link IllegalStateException}, and closes
   * connections and threads, unless they belong to an OkHttpClient passed to the builder. Requests
   * in progress other than the reads of waits are not affected. Has no effect on a client returned
   * by {@link #withOptions(CallOptions)}.
   */
  @Override
  void close();
}
