package net.vimmerse.workflow.client;

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

/**
 * A client of the Workflow API.
 *
 * <p>Objects of this type are safe for use by several threads; one is enough for an application. An
 * interface, so that a test can put its own in place.
 *
 * <p>Every method that speaks to the service throws
 *
 * <ul>
 *   <li>a {@link WorkflowApiException} when the service answers with an error; there is a subclass
 *       for each status that it documents,
 *   <li>{@link WorkflowNetworkException} when it does not answer,
 *   <li>{@link WorkflowDecodingException} when it reports success with a body that cannot be
 *       understood,
 *   <li>{@link WorkflowInterruptedException} when the calling thread is interrupted; its flag stays
 *       set.
 * </ul>
 */
public interface WorkflowClient extends AutoCloseable {
  /** Returns a builder; it needs an API key at least. */
  static WorkflowClientBuilder builder() {
    return new WorkflowClientBuilder();
  }

  /**
   * Returns a client as the environment says: {@code VIMMERSE_API_KEY}, which must be set, and
   * {@code VIMMERSE_BASE_URL}, without which it speaks to the live service.
   *
   * @throws IllegalStateException if there is no API key in the environment
   * @throws IllegalArgumentException if one of the two cannot be what it should be
   */
  static WorkflowClient fromEnvironment() {
    return builder().fromEnvironment().build();
  }

  /**
   * Creates a workflow, which costs credits, and returns without waiting for it. The request is
   * repeated only when the service certainly has not taken it on, see {@link RetryOptions}, and no
   * redirect is followed.
   *
   * @throws InsufficientCreditException if the account has too few credits; nothing was created
   * @throws NotFoundException if there is no such template; nothing was created
   * @throws ValidationFailedException if the service does not accept the request; nothing was
   *     created
   */
  WorkflowHandle create(CreateWorkflowRequest request);

  /**
   * Reads a workflow as it is now.
   *
   * @throws NotFoundException if there is none with this id for this key
   */
  Workflow get(String id);

  /**
   * Changes what the request names, and returns the changed workflow. Processing is not affected.
   *
   * @throws BadRequestException if the request names nothing
   * @throws NotFoundException if there is no workflow with this id for this key
   */
  Workflow update(String id, UpdateWorkflowRequest request);

  /**
   * Deletes a workflow and its files, and returns it as it was.
   *
   * <p>When an answer is lost the request is made again, and may then find nothing any more: a
   * {@link NotFoundException} can mean that an earlier attempt has deleted it.
   *
   * @throws NotFoundException if there is no workflow with this id for this key
   */
  Workflow delete(String id);

  /** Lists what can be created, without detail. Cannot be changed. */
  default List<Template> templates() {
    return templates(false);
  }

  /**
   * Lists what can be created. Cannot be changed.
   *
   * @param detail whether to add the options, processing steps and outputs of each template
   */
  List<Template> templates(boolean detail);

  /** Waits as {@link #await(String, PollOptions, Consumer)} does, with default options. */
  default Workflow await(String id) {
    return await(id, PollOptions.defaults());
  }

  /** Waits as {@link #await(String, PollOptions, Consumer)} does, and tells nobody. */
  default Workflow await(String id, PollOptions options) {
    return await(id, options, progress -> {});
  }

  /** Waits as {@link #await(String, PollOptions, Consumer)} does, with default options. */
  default Workflow await(String id, Consumer<? super Progress> listener) {
    return await(id, PollOptions.defaults(), listener);
  }

  /**
   * Waits until a workflow has ended well, and returns it. It can have been created by another
   * process, or yesterday.
   *
   * <p>A status that is not known is not final. No connection, too many requests and a failing
   * service are borne as long as the options allow; while it asks to wait, it is not asked again.
   *
   * @param listener called in this thread at the first read and whenever status, percentage or
   *     completed steps have changed; what it throws ends the waiting
   * @throws WorkflowFailedException if the workflow has ended badly
   * @throws WorkflowTimeoutException if it has not ended at the deadline; it may still be running
   * @throws WorkflowInterruptedException if the thread is interrupted; its flag stays set
   */
  Workflow await(String id, PollOptions options, Consumer<? super Progress> listener);

  /** Waits as {@link #awaitAsync(String, PollOptions, Consumer)} does, with default options. */
  default CompletableFuture<Workflow> awaitAsync(String id) {
    return awaitAsync(id, PollOptions.defaults());
  }

  /** Waits as {@link #awaitAsync(String, PollOptions, Consumer)} does, and tells nobody. */
  default CompletableFuture<Workflow> awaitAsync(String id, PollOptions options) {
    return awaitAsync(id, options, progress -> {});
  }

  /** Waits as {@link #awaitAsync(String, PollOptions, Consumer)} does, with default options. */
  default CompletableFuture<Workflow> awaitAsync(String id, Consumer<? super Progress> listener) {
    return awaitAsync(id, PollOptions.defaults(), listener);
  }

  /**
   * Waits as {@link #await(String, PollOptions, Consumer)} does, without keeping a thread. One
   * thread serves the pauses of all waits of all clients; reads are made by the threads of the
   * OkHttpClient, within the limits of its dispatcher.
   *
   * <p>To stop waiting, cancel the future, or complete it: a read that is under way is given up at
   * once. The workflow itself goes on. When the client is closed, the future fails with an {@link
   * IllegalStateException} at its next read.
   *
   * @param listener called in the thread that has read; it should return soon, as should what
   *     depends on the future without an executor of its own
   * @return completes with the workflow, or with one of the exceptions of {@link #await(String,
   *     PollOptions, Consumer)}
   */
  CompletableFuture<Workflow> awaitAsync(
      String id, PollOptions options, Consumer<? super Progress> listener);

  /**
   * Downloads an output as {@link #download(Output, Path, DownloadOptions)} does, with default
   * options.
   */
  default Path download(Output output, Path file) {
    return download(output, file, DownloadOptions.defaults());
  }

  /**
   * Downloads an output. The file appears when it is complete, or not at all; its directory must
   * exist. The API key is not sent. A download that breaks off goes on where it was, if the server
   * can do that.
   *
   * @return the file
   * @throws IllegalArgumentException if the output has no URL of HTTP or HTTPS
   * @throws ContentTypeException if the answer has another content type than the output
   * @throws java.io.UncheckedIOException if the file cannot be written; caused by a {@link
   *     java.nio.file.FileAlreadyExistsException} if there is one already
   */
  Path download(Output output, Path file, DownloadOptions options);

  /**
   * Downloads the result of a workflow as {@link #downloadAll(Workflow, Path, DownloadOptions)}
   * does, with default options.
   */
  default List<Path> downloadAll(Workflow workflow, Path directory) {
    return downloadAll(workflow, directory, DownloadOptions.defaults());
  }

  /**
   * Downloads each file of a workflow's result, in order, into a directory, which is made if need
   * be. Names are taken from the URLs and made safe: they lead to no other directory, are neither
   * hidden nor those of devices, and are numbered where they would be the same. The same result
   * always gives the same names. When one download fails, the files before it stay.
   *
   * @return the files, in the order of the result; empty if there is none. Cannot be changed
   * @throws IllegalArgumentException if an output has no URL of HTTP or HTTPS; nothing was
   *     downloaded
   * @throws java.io.UncheckedIOException if a file cannot be written; caused by a {@link
   *     java.nio.file.FileAlreadyExistsException} if there is one already
   */
  List<Path> downloadAll(Workflow workflow, Path directory, DownloadOptions options);

  /**
   * Returns a client with other time-outs or repetitions, for as little as one call. It shares
   * everything else with this one: making it opens no connection, closing it does nothing.
   *
   * @param options what is not set there is as it is for this client
   */
  WorkflowClient withOptions(CallOptions options);

  /**
   * Returns a client with other time-outs or repetitions; see {@link #withOptions(CallOptions)}.
   *
   * @param settings is given a builder with nothing set
   */
  default WorkflowClient withOptions(Consumer<? super CallOptions.Builder> settings) {
    return withOptions(CallOptions.of(settings));
  }

  /** Returns the operations with status, headers and text of their answers. */
  RawWorkflowClient raw();

  /**
   * Returns the generated Retrofit interface, on this client's connections and time-outs and with
   * its API key. Its calls know nothing of this client's exceptions and repetitions; a paid one is
   * not repeated by OkHttp either.
   */
  WorkflowApi workflowApi();

  /** Returns the generated Retrofit interface of the templates; see {@link #workflowApi}. */
  TemplatesApi templatesApi();

  /**
   * Frees connections and threads, unless they belong to an OkHttpClient that was given. Without
   * effect on a client made by {@link #withOptions(CallOptions)}.
   */
  @Override
  void close();
}
