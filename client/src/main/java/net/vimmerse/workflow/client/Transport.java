package net.vimmerse.workflow.client;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the service, each at most once when repeating it could cost credits, and reads
 * the answers to their end.
 */
final class Transport {
  private static final String PAID_METHOD = "POST";

  private static final int IDLE_SECONDS = 5;

  /** The shorter keys of simulated services are words like any other. */
  private static final int SHORTEST_SECRET = 8;

  private final Dispatcher dispatcher = dispatcher();
  private final OkHttpClient http;
  private final OkHttpClient paidHttp;
  private final String apiKey;

  Transport(OkHttpClient base, HttpUrl service, String apiKey, @Nullable Duration timeout) {
    this.apiKey = apiKey;
    OkHttpClient.Builder builder =
        base.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .cache(null)
            .dispatcher(dispatcher)
            .addInterceptor(new ApiKeyInterceptor(service, apiKey));
    if (timeout != null) {
      // OkHttp's own limit between two bytes is shorter than an answer may take.
      builder.callTimeout(timeout).readTimeout(timeout);
    }
    http = builder.build();
    paidHttp = http.newBuilder().retryOnConnectionFailure(false).build();
  }

  Call.Factory callFactory() {
    return http;
  }

  void close() {
    dispatcher.executorService().shutdown();
  }

  /** Daemons, so that a client that was not closed keeps no program running. */
  private static Dispatcher dispatcher() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "workflow-client");
              thread.setDaemon(true);
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(threads);
    // There is a waiting thread for each, so there are as many as the caller wants.
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return dispatcher;
  }

  /**
   * Sends a request and returns the answer if it is a success.
   *
   * @param limit how long it may take at most, if that is shorter than the client's own limit. With
   *     one, the thread can be interrupted at any time; without, it costs no other thread
   * @throws WorkflowException if there is no answer, or an error
   */
  Answer send(Request request, @Nullable Duration limit) {
    String description = request.method() + " " + request.url().encodedPath();
    boolean paid = request.method().equals(PAID_METHOD);
    Call call = paid ? paidHttp.newCall(onceOnly(request)) : http.newCall(request);
    try (Response response =
        limit == null
            ? InterruptibleCall.execute(call, description)
            : InterruptibleCall.await(shorter(call, limit), description)) {
      Answer answer = read(description, response);
      if (!response.isSuccessful()) {
        throw Failure.of(withoutKey(answer));
      }
      return answer;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new WorkflowInterruptedException(description + " was interrupted", e);
      }
      throw new WorkflowNetworkException(
          description
              + " to "
              + request.url().host()
              + " had no answer: "
              + e.getMessage()
              + (paid ? ". Whether it took effect is not known" : ""),
          e);
    }
  }

  /** For what ends up in an exception, should the service repeat the key. */
  Answer withoutKey(Answer answer) {
    return answer.withBody(withoutKey(answer.body));
  }

  String withoutKey(String text) {
    return apiKey.length() < SHORTEST_SECRET ? text : text.replace(apiKey, "[API key]");
  }

  private static Request onceOnly(Request request) {
    RequestBody body = Objects.requireNonNull(request.body());
    return request.newBuilder().method(request.method(), new OneShotBody(body)).build();
  }

  private static Call shorter(Call call, Duration limit) {
    long nanos = call.timeout().timeoutNanos();
    if (nanos == 0 || limit.toNanos() < nanos) {
      call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
    return call;
  }

  private Answer read(String description, Response response) throws IOException {
    ResponseBody body = response.body();
    Buffer bytes = new Buffer();
    try {
      bytes.writeAll(body.source());
    } catch (IOException e) {
      if (response.isSuccessful()) {
        throw e;
      }
      // An error's status tells more than the break in its body.
    }
    MediaType type = body.contentType();
    Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
    String text = bytes.readString(charset == null ? StandardCharsets.UTF_8 : charset);
    return new Answer(description, response.code(), response.headers().toMultimap(), text);
  }
}
