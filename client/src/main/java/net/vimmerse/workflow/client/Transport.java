package net.vimmerse.workflow.client;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
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
 * Sends requests to the service, each once and behind nobody's back, and reads the answers to their
 * end.
 */
final class Transport {
  private static final String PAID_METHOD = "POST";

  private final OkHttpClient http;
  private final OkHttpClient paidHttp;
  private final OkHttpClient interruptibleHttp;
  private final InterruptibleDispatcher interruptible;
  private final Secrets secrets;
  private final @Nullable Consumer<? super Exchange> log;

  Transport(
      OkHttpClient base, HttpUrl service, String apiKey, @Nullable Consumer<? super Exchange> log) {
    this(
        withoutSurprises(base, service, apiKey),
        new InterruptibleDispatcher(),
        new Secrets(apiKey),
        log);
  }

  private Transport(
      OkHttpClient http,
      InterruptibleDispatcher interruptible,
      Secrets secrets,
      @Nullable Consumer<? super Exchange> log) {
    this.http = http;
    this.paidHttp = http.newBuilder().retryOnConnectionFailure(false).build();
    this.interruptible = interruptible;
    this.interruptibleHttp = http.newBuilder().dispatcher(interruptible.dispatcher()).build();
    this.secrets = secrets;
    this.log = log;
  }

  private static OkHttpClient withoutSurprises(OkHttpClient base, HttpUrl service, String apiKey) {
    OkHttpClient.Builder builder =
        base.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .cache(null)
            .addInterceptor(new ServiceInterceptor(service, apiKey));
    builder.networkInterceptors().add(0, ConnectedMark.INTERCEPTOR);
    return builder.build();
  }

  /** A transport with other time-outs that shares everything else with this one. */
  Transport with(CallOptions options) {
    OkHttpClient.Builder builder = http.newBuilder();
    if (options.timeout() != null) {
      // It covers every byte. OkHttp's own limits between two bytes would end calls that it allows,
      // and each of them costs a turn of the thread that watches it.
      builder.callTimeout(options.timeout()).readTimeout(Duration.ZERO).writeTimeout(Duration.ZERO);
    }
    options.applyBetweenBytes(builder);
    return new Transport(builder.build(), interruptible, secrets, log);
  }

  Secrets secrets() {
    return secrets;
  }

  /** Makes calls for those who use Retrofit themselves. No call is paid for twice here either. */
  Call.Factory callFactory() {
    return this::call;
  }

  void close() {
    interruptible.close();
  }

  static boolean isPaid(Request request) {
    return request.method().equals(PAID_METHOD);
  }

  static String describe(Request request) {
    return request.method() + " " + request.url().encodedPath();
  }

  /**
   * Sends a request once, in the calling thread, and returns the answer if it is a success.
   *
   * @throws WorkflowException if there is no answer, or an error
   */
  Answer send(Request request, int attempt) {
    Call call = call(request);
    ConnectedMark mark = ConnectedMark.on(call);
    return send(request, attempt, mark, () -> InterruptibleCall.execute(call, describe(request)));
  }

  /**
   * Sends a request once, in a thread that the calling one waits for and can be interrupted at any
   * time meanwhile.
   *
   * @param limit how long it may take at most, if that is shorter than the client's own limit
   */
  Answer sendInterruptibly(Request request, Duration limit) {
    Call call = shorter(interruptibleHttp.newCall(request), limit);
    ConnectedMark mark = ConnectedMark.on(call);
    return send(request, 1, mark, () -> InterruptibleCall.await(call, describe(request)));
  }

  /**
   * Starts sending a request, in a thread of OkHttp's.
   *
   * @param done called once with the answer, if it is a success, or else with the failure
   * @return what gives up
   */
  Runnable sendLater(
      Request request,
      Duration limit,
      BiConsumer<@Nullable Answer, @Nullable RuntimeException> done) {
    Call call = shorter(http.newCall(request), limit);
    ConnectedMark mark = ConnectedMark.on(call);
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, Response response) {
            finish(() -> response);
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            finish(
                () -> {
                  throw e;
                });
          }

          private void finish(Sending sending) {
            Answer answer;
            try {
              answer = send(request, 1, mark, sending);
            } catch (RuntimeException e) {
              done.accept(null, e);
              return;
            }
            done.accept(answer, null);
          }
        });
    return call::cancel;
  }

  private interface Sending {
    Response run() throws IOException;
  }

  private Answer send(Request request, int attempt, ConnectedMark mark, Sending sending) {
    long start = System.nanoTime();
    try (Response response = sending.run()) {
      Answer answer = read(request, response);
      tell(request, attempt, answer, null, start);
      if (!response.isSuccessful()) {
        throw Failure.of(secrets.removedFrom(answer));
      }
      return answer;
    } catch (IOException e) {
      WorkflowException failure = failure(request, mark, e);
      tell(request, attempt, null, failure.getMessage(), start);
      throw failure;
    }
  }

  private WorkflowException failure(Request request, ConnectedMark mark, IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return new WorkflowInterruptedException(describe(request) + " was interrupted", e);
    }
    String consequence = "";
    if (isPaid(request)) {
      consequence =
          mark.isSet() ? ". Whether it took effect is not known" : ". It was not sent at all";
    }
    return new WorkflowNetworkException(
        describe(request),
        describe(request)
            + " to "
            + request.url().host()
            + " had no answer: "
            + e.getMessage()
            + consequence,
        e,
        mark.isSet());
  }

  private void tell(
      Request request, int attempt, @Nullable Answer answer, @Nullable String failure, long start) {
    if (log == null) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Headers headers = secrets.removedFrom(request.headers());
    log.accept(
        new Exchange(
            describe(request),
            attempt,
            headers,
            secrets.removedFrom(text(request.body())),
            answer == null ? null : secrets.removedFrom(answer),
            failure,
            elapsed));
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

  private Call call(Request request) {
    return isPaid(request) ? paidHttp.newCall(onceOnly(request)) : http.newCall(request);
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

  private static Answer read(Request request, Response response) throws IOException {
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
    return new Answer(describe(request), response.code(), response.headers(), text);
  }
}
