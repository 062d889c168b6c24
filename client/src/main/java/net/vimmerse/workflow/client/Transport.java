package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Sends requests to the service, without hidden retries or redirects, and buffers responses. */
final class Transport {
  static final String PAID_METHOD = "POST";
  static final String THREAD_NAME = "workflow-client-reader";

  /**
   * A server may close an idle connection at any time, and a paid request that is sent on it then
   * fails without anyone knowing that the service has not seen it.
   */
  private static final ConnectionPool NO_IDLE_CONNECTIONS =
      new ConnectionPool(0, 1, TimeUnit.NANOSECONDS);

  private final OkHttpClient http;
  private final CallFactoryProvider factories;
  private final Call.Factory calls;
  private final Call.Factory paidCalls;
  private final Map<String, String> headers;

  /** The reads of blocking waits in progress. */
  private final Set<Call> waitReads;

  private final Redactor redactor;
  private final @Nullable Consumer<? super Exchange> listener;

  Transport(
      OkHttpClient http,
      HttpUrl baseUrl,
      String apiKey,
      CallFactoryProvider factories,
      @Nullable Consumer<? super Exchange> listener) {
    this(
        configure(http, baseUrl, apiKey),
        factories,
        Map.of(),
        ConcurrentHashMap.newKeySet(),
        new Redactor(apiKey),
        listener);
  }

  private Transport(
      OkHttpClient http,
      CallFactoryProvider factories,
      Map<String, String> headers,
      Set<Call> waitReads,
      Redactor redactor,
      @Nullable Consumer<? super Exchange> listener) {
    this.http = http;
    this.factories = factories;
    this.headers = headers;
    calls = factories.apply(http);
    paidCalls =
        factories.apply(
            http.newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(NO_IDLE_CONNECTIONS)
                .build());
    this.waitReads = waitReads;
    this.redactor = redactor;
    this.listener = listener;
  }

  private static OkHttpClient configure(OkHttpClient http, HttpUrl baseUrl, String apiKey) {
    int maxRequests = http.dispatcher().getMaxRequests();
    OkHttpClient.Builder builder =
        http.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .cache(null)
            // The calls of others must not delay those of this client, which calls one host only.
            .dispatcher(DaemonDispatcher.create(THREAD_NAME, maxRequests, maxRequests))
            .addInterceptor(new ApiHeadersInterceptor(baseUrl, apiKey));
    builder.networkInterceptors().add(0, ConnectionTracker.INTERCEPTOR);
    return builder.build();
  }

  /**
   * Returns a transport with the headers and timeouts of the options that shares everything else
   * with this one.
   */
  Transport with(CallOptions options) {
    OkHttpClient.Builder builder = http.newBuilder();
    if (options.timeout() != null) {
      // It includes every read and write. OkHttp's own timeouts of those would fail calls that it
      // allows, and each costs a context switch to the thread that watches it.
      builder.callTimeout(options.timeout()).readTimeout(Duration.ZERO).writeTimeout(Duration.ZERO);
    }
    options.applySocketTimeouts(builder);
    return new Transport(
        builder.build(), factories, options.headers(), waitReads, redactor, listener);
  }

  /** Returns the limit of a whole call with its retries; 0 if there is none. */
  Duration timeout() {
    return Duration.ofMillis(http.callTimeoutMillis());
  }

  /** Cancels the reads of waits; every other call in progress ends by itself. */
  void close() {
    waitReads.forEach(Call::cancel);
    http.dispatcher().executorService().shutdown();
  }

  Redactor redactor() {
    return redactor;
  }

  /** Returns a factory of calls that are never sent: Retrofit needs a call to build a request. */
  Call.Factory requestFactory() {
    return http;
  }

  /** Returns a factory of calls for Retrofit, which does not send a paid request twice either. */
  Call.Factory callFactory() {
    return this::newCall;
  }

  static boolean isPaid(Request request) {
    return request.method().equals(PAID_METHOD);
  }

  static String describe(Request request) {
    return request.method() + " " + request.url().encodedPath();
  }

  /**
   * Sends a request once, in the calling thread.
   *
   * @param timeout applies if it is shorter than the client's own; null for that
   * @throws WorkflowException if no complete response is received, or an error
   */
  BufferedResponse send(Request request, int attempt, @Nullable Duration timeout) {
    Call call = newCall(request);
    return send(timeout == null ? call : limit(call, timeout), attempt);
  }

  /** Reads for a blocking wait, in the calling thread; {@link #close} cancels it. */
  BufferedResponse read(Request request, Duration timeout) {
    Call call = limit(newCall(request), timeout);
    waitReads.add(call);
    try {
      return send(call, 1);
    } finally {
      waitReads.remove(call);
    }
  }

  private BufferedResponse send(Call call, int attempt) {
    try (InterruptibleCall interruptible = InterruptibleCall.of(call)) {
      return receive(call, attempt, interruptible::execute);
    }
  }

  /**
   * Starts sending a request, in another thread.
   *
   * @param timeout applies if it is shorter than the client's own; null for that. It includes the
   *     time in which the request waits for a thread
   * @param callback called once with the decoded response, or else with the failure
   * @return an action that cancels the call
   */
  <T> Runnable sendAsync(
      Request request,
      int attempt,
      @Nullable Duration timeout,
      Function<BufferedResponse, T> decoder,
      BiConsumer<@Nullable T, @Nullable Throwable> callback) {
    Call call = newCall(request);
    long start = System.nanoTime();
    AtomicBoolean ended = new AtomicBoolean();
    Runnable expire =
        () -> {
          if (ended.compareAndSet(false, true)) {
            call.cancel();
            IOException e = new InterruptedIOException("timeout");
            callback.accept(null, failed(call, attempt, start, e));
          }
        };
    long nanos = (timeout == null ? call : limit(call, timeout)).timeout().timeoutNanos();
    // OkHttp's own timeout does not start before the call has a thread.
    Future<?> expiry =
        nanos == 0
            ? CompletableFuture.completedFuture(null)
            : SystemPollClock.SCHEDULER.schedule(expire, nanos, TimeUnit.NANOSECONDS);
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call completed, Response response) {
            finish(() -> decoder.apply(receive(call, attempt, () -> response)));
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            @Nullable Throwable cause = thrownByInterceptor(e);
            finish(
                () -> {
                  throw cause == null ? failed(call, attempt, start, e) : cause;
                });
          }

          private void finish(Outcome<T> outcome) {
            if (!ended.compareAndSet(false, true)) {
              return;
            }
            expiry.cancel(false);
            T value;
            try {
              value = outcome.get();
            } catch (Throwable e) {
              // OkHttp would only print it.
              callback.accept(null, e);
              return;
            }
            callback.accept(value, null);
          }
        });
    return () -> {
      expiry.cancel(false);
      call.cancel();
    };
  }

  private interface Outcome<T> {
    T get() throws Throwable;
  }

  /** Returns what OkHttp has caught besides an IOException, which it reports as a cancellation. */
  static @Nullable Throwable thrownByInterceptor(IOException e) {
    if (!String.valueOf(e.getMessage()).startsWith("canceled due to ")) {
      return null;
    }
    return e.getSuppressed().length == 0 ? e.getCause() : e.getSuppressed()[0];
  }

  private interface ResponseSource {
    Response get() throws IOException;
  }

  private BufferedResponse receive(Call call, int attempt, ResponseSource source) {
    Request request = call.request();
    long start = System.nanoTime();
    try (Response response = source.get()) {
      BufferedResponse buffered = buffer(request, response);
      @Nullable WorkflowException failure =
          response.isSuccessful() ? null : WorkflowApiException.of(redactor.redact(buffered));
      report(request, attempt, buffered, failure, start);
      if (failure != null) {
        throw failure;
      }
      return buffered;
    } catch (IOException e) {
      throw failed(call, attempt, start, e);
    }
  }

  private WorkflowException failed(Call call, int attempt, long start, IOException e) {
    WorkflowException failure =
        failure(call.request(), ConnectionTracker.of(call).isConnected(), e);
    report(call.request(), attempt, null, failure, start);
    return failure;
  }

  private static WorkflowException failure(Request request, boolean connected, IOException e) {
    @Nullable BufferedResponse received =
        e instanceof TruncatedResponseException ? ((TruncatedResponseException) e).received : null;
    String id = received == null ? null : TruncatedResponseException.workflowId(received.body);
    IOException cause = received == null ? e : (IOException) e.getCause();
    String effect = isPaid(request) ? effect(connected, received, id) : "";
    if (Thread.currentThread().isInterrupted()) {
      return new WorkflowInterruptedException(
          describe(request) + " was interrupted" + effect, connected, id, cause);
    }
    return new WorkflowNetworkException(
        describe(request),
        describe(request)
            + " to "
            + request.url().host()
            + " received no complete response: "
            + (isGzipDefect(cause) ? "the gzip encoding of its body is defective: " : "")
            + e.getMessage()
            + effect,
        cause,
        connected,
        received == null ? null : (Integer) received.status,
        id);
  }

  /** Recognizes what Okio says about the data and not about the connection. */
  private static boolean isGzipDefect(IOException e) {
    return e.getCause() instanceof DataFormatException
        || String.valueOf(e.getMessage()).matches("(CRC|ISIZE|ID1ID2|gzip )\\b.*");
  }

  private static String effect(
      boolean connected, @Nullable BufferedResponse received, @Nullable String id) {
    if (id != null) {
      return ". It was received, and created workflow " + id;
    }
    if (received != null) {
      return ". It was received: a response with status " + received.status + " began";
    }
    return connected ? ". It may or may not have taken effect" : ". It was not sent";
  }

  private void report(
      Request request,
      int attempt,
      @Nullable BufferedResponse response,
      @Nullable WorkflowException failure,
      long start) {
    if (listener == null) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Notification.send(
        listener,
        new Exchange(
            describe(request),
            Objects.requireNonNull(request.tag(Operation.class)),
            attempt,
            redactor.redact(request.headers()),
            redactor.redact(text(request.body())),
            response == null ? null : redactor.redact(response),
            response == null && failure != null ? failure.getMessage() : null,
            elapsed),
        failure);
  }

  private static String text(@Nullable RequestBody body) {
    if (body == null) {
      return "";
    }
    Buffer buffer = new Buffer();
    try {
      body.writeTo(buffer);
    } catch (IOException e) {
      return "";
    }
    return buffer.readUtf8();
  }

  private Call newCall(Request request) {
    Request.Builder builder = ConnectionTracker.addTo(request.newBuilder());
    headers.forEach(builder::header);
    if (!isPaid(request)) {
      return calls.newCall(builder.build());
    }
    RequestBody body = new OneShotRequestBody(Objects.requireNonNull(request.body()));
    return paidCalls.newCall(builder.method(request.method(), body).build());
  }

  private static Call limit(Call call, Duration timeout) {
    long nanos = call.timeout().timeoutNanos();
    if (nanos == 0 || timeout.toNanos() < nanos) {
      call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
    return call;
  }

  private static BufferedResponse buffer(Request request, Response response) throws IOException {
    ResponseBody body = response.body();
    Buffer bytes = new Buffer();
    @Nullable IOException failure = null;
    try {
      bytes.writeAll(body.source());
    } catch (IOException e) {
      failure = e;
    }
    MediaType type = body.contentType();
    Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
    String text = bytes.readString(charset == null ? StandardCharsets.UTF_8 : charset);
    BufferedResponse buffered =
        new BufferedResponse(describe(request), response.code(), response.headers(), text);
    // The status of an error matters more than its truncated body.
    if (failure != null && response.isSuccessful()) {
      throw new TruncatedResponseException(buffered, failure);
    }
    return buffered;
  }
}
