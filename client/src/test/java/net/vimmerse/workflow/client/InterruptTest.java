package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service here stalls for longer than a test waits. */
class InterruptTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  /** Interrupts a call once it has started, and returns what it throws within 5 s. */
  private static WorkflowInterruptedException interrupt(ThrowingCallable call, Started started)
      throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              Throwable failure = catchThrowable(call);
              flag.set(Thread.currentThread().isInterrupted());
              thrown.complete(failure);
            });
    thread.start();
    started.await();
    thread.interrupt();
    Throwable failure = thrown.get(5, TimeUnit.SECONDS);
    assertThat(flag).isTrue();
    assertThat(failure).isInstanceOf(WorkflowInterruptedException.class);
    return (WorkflowInterruptedException) failure;
  }

  private interface Started {
    void await() throws Exception;
  }

  private void stall() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
  }

  private void stallAfter(String body) {
    service.enqueue(
        response(200, body)
            .setHeader("Content-Length", 1000)
            .onResponseEnd(SocketEffect.Stall.INSTANCE)
            .build());
  }

  @Test
  void a_create_that_was_sent_ends_immediately_and_may_have_been_received() throws Exception {
    stall();
    WorkflowInterruptedException e = interrupt(() -> client.create(REQUEST), service::takeRequest);
    assertThat(e.mayHaveBeenReceived()).isTrue();
    assertThat(e.workflowId()).isNull();
    assertThat(e)
        .hasMessage("POST /v2/workflow was interrupted. It may or may not have taken effect");
  }

  @Test
  void a_create_without_a_connection_ends_immediately_and_was_not_received() throws Exception {
    // The TCP handshake succeeds, the TLS handshake gets no response.
    try (ServerSocket silent = new ServerSocket(0);
        WorkflowClient client =
            builder().baseUrl("https://localhost:" + silent.getLocalPort()).build()) {
      WorkflowInterruptedException e = interrupt(() -> client.create(REQUEST), silent::accept);
      assertThat(e.mayHaveBeenReceived()).isFalse();
      assertThat(e).hasMessage("POST /v2/workflow was interrupted. It was not sent");
    }
  }

  @Test
  void a_create_whose_response_has_begun_ends_immediately_with_the_created_workflow()
      throws Exception {
    String begun = "{\"data\": {\"id\": \"w-1\", \"processing_status\": \"ne";
    stallAfter(begun);
    CompletableFuture<Void> reading = new CompletableFuture<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  response.body().source().request(begun.length());
                  reading.complete(null);
                  return response;
                })
            .build();
    try (WorkflowClient client = builder().httpClient(http).build()) {
      WorkflowInterruptedException e =
          interrupt(() -> client.create(REQUEST), () -> reading.get(30, TimeUnit.SECONDS));
      assertThat(e.mayHaveBeenReceived()).isTrue();
      assertThat(e.workflowId()).isEqualTo("w-1");
      assertThat(e).hasMessageEndingWith("It was received, and created workflow w-1");
    }
  }

  @Test
  void a_create_before_its_retry_was_not_received() throws Exception {
    enqueue(429, "{\"message\": \"Slow down.\"}");
    clock.interruptSleep(0);
    WorkflowInterruptedException e =
        catchThrowableOfType(WorkflowInterruptedException.class, () -> client.create(REQUEST));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.mayHaveBeenReceived()).isFalse();
    assertThat(e.getSuppressed()).singleElement().isInstanceOf(RateLimitedException.class);
  }

  @Test
  void every_other_call_ends_immediately() throws Exception {
    stall();
    interrupt(() -> client.get("w-1"), service::takeRequest);
    stall();
    interrupt(() -> client.templates(), service::takeRequest);
    stall();
    WorkflowInterruptedException e = interrupt(() -> client.await("w-1"), service::takeRequest);
    assertThat(e.workflowId()).isEqualTo("w-1");
  }

  @Test
  void a_wait_between_two_reads_ends_immediately() throws Exception {
    enqueue(200, workflow("processing", 50));
    CompletableFuture<Void> read = new CompletableFuture<>();
    PollOptions slow = PollOptions.builder().interval(Duration.ofHours(1)).build();
    try (WorkflowClient client = builder().clock(PollClock.system()).build()) {
      WorkflowInterruptedException e =
          interrupt(
              () -> client.await("w-1", slow, progress -> read.complete(null)),
              () -> read.get(30, TimeUnit.SECONDS));
      assertThat(e.workflowId()).isEqualTo("w-1");
    }
  }

  @Test
  void a_download_of_an_interrupted_thread_leaves_no_file(@TempDir Path directory)
      throws Exception {
    service.enqueue(new MockResponse.Builder().body("clip").build());
    Output output = Output.builder().url(service.url("/clip.mp4").toString()).build();
    Thread.currentThread().interrupt();
    assertThat(catchThrowable(() -> client.download(output, directory.resolve("clip.mp4"))))
        .isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void a_stalled_download_ends_immediately_and_leaves_no_file(@TempDir Path directory)
      throws Exception {
    service.enqueue(
        new MockResponse.Builder()
            .body("part")
            .setHeader("Content-Length", 1000)
            .onResponseEnd(SocketEffect.Stall.INSTANCE)
            .build());
    Output output = Output.builder().url(service.url("/clip.mp4").toString()).build();
    CompletableFuture<Void> part = new CompletableFuture<>();
    DownloadOptions options =
        DownloadOptions.builder().listener(progress -> part.complete(null)).build();
    interrupt(
        () -> client.download(output, directory.resolve("clip.mp4"), options),
        () -> part.get(30, TimeUnit.SECONDS));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\": {\"id\": \"w-1\", \"result\": [{\"url\": \"ht",
        "{\"data\": {\"id\": \"w-1\", \"progress_percentage\": 4",
        "{\"id\": \"w-1\", \"processing_status\"",
        "{\"data\": {\"id\": \"w-1\""
      })
  void a_truncated_response_to_a_create_still_names_the_workflow(String body) {
    service.enqueue(
        response(200, body)
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    WorkflowNetworkException e =
        catchThrowableOfType(WorkflowNetworkException.class, () -> client.create(REQUEST));
    assertThat(e.status()).isEqualTo(200);
    assertThat(e.workflowId()).isEqualTo("w-1");
    assertThat(e.mayHaveBeenReceived()).isTrue();
    assertThat(e).hasMessageEndingWith("It was received, and created workflow w-1");
    enqueue(200, body);
    assertThat(
            catchThrowableOfType(WorkflowDecodingException.class, () -> client.create(REQUEST))
                .workflowId())
        .isEqualTo("w-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"data\": {\"id\": \"w-", "<html>", "{\"data\": [1"})
  void a_response_that_breaks_off_before_the_id_was_still_received(String body) {
    service.enqueue(
        response(200, body)
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    WorkflowNetworkException e =
        catchThrowableOfType(WorkflowNetworkException.class, () -> client.create(REQUEST));
    assertThat(e.status()).isEqualTo(200);
    assertThat(e.workflowId()).isNull();
    assertThat(e).hasMessageEndingWith("It was received: a response with status 200 began");
  }
}
