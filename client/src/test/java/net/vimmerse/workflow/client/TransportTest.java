package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest extends MockServiceTest {
  private static final VimAstronautRequest REQUEST = VimAstronautRequest.builder().build();

  @ParameterizedTest
  @ValueSource(ints = {408, 421, 503})
  void a_paid_request_is_not_sent_again_on_a_status_that_okhttp_retries(int status) {
    service.enqueue(response(status, "{}").addHeader("Retry-After", "0").build());
    enqueue(200, workflow("new", 0));
    WorkflowApiException e =
        catchThrowableOfType(WorkflowApiException.class, () -> client.create(REQUEST));
    assertThat(e.status()).isEqualTo(status);
    assertThat(service.getRequestCount()).isEqualTo(1);
  }

  @Test
  void a_paid_request_is_not_sent_again_when_the_connection_breaks() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    enqueue(200, workflow("new", 0));
    assertThatThrownBy(() -> client.create(REQUEST))
        .isInstanceOf(WorkflowNetworkException.class)
        .hasMessageContaining("may or may not have taken effect");
    assertThat(service.getRequestCount()).isEqualTo(1);
  }

  @Test
  void a_paid_request_is_not_sent_again_when_a_pooled_connection_is_stale() {
    service.enqueue(response(200, workflow("new", 0)).build());
    client.get("w-1");
    service.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    enqueue(200, workflow("new", 0));
    assertThatThrownBy(() -> client.create(REQUEST)).isInstanceOf(WorkflowNetworkException.class);
    assertThat(service.getRequestCount()).isEqualTo(2);
  }

  @Test
  void a_shared_http_client_does_not_reenable_retries() {
    OkHttpClient shared =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(true)
            .authenticator((route, response) -> response.request())
            .build();
    try (WorkflowClient sharing = builder().httpClient(shared).build()) {
      enqueue(401, "{}");
      enqueue(200, workflow("new", 0));
      assertThatThrownBy(() -> sharing.create(REQUEST)).isInstanceOf(UnauthorizedException.class);
      assertThat(service.getRequestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void no_redirect_is_followed(int status) throws Exception {
    try (MockWebServer otherHost = new MockWebServer()) {
      otherHost.start();
      for (int i = 0; i < 2; i++) {
        service.enqueue(
            response(status, "").addHeader("Location", otherHost.url("/v2/workflow")).build());
      }
      assertThat(
              catchThrowableOfType(WorkflowApiException.class, () -> client.create(REQUEST))
                  .status())
          .isEqualTo(status);
      assertThat(catchThrowableOfType(WorkflowApiException.class, () -> client.get("w-1")).status())
          .isEqualTo(status);
      assertThat(otherHost.getRequestCount()).isZero();
    }
  }

  @Test
  void the_api_key_is_not_sent_to_a_host_that_an_interceptor_diverts_to() throws Exception {
    try (MockWebServer otherHost = new MockWebServer()) {
      otherHost.start();
      otherHost.enqueue(response(200, workflow("new", 0)).build());
      HttpUrl url = otherHost.url("/stolen");
      OkHttpClient diverting =
          new OkHttpClient.Builder()
              .addInterceptor(chain -> chain.proceed(chain.request().newBuilder().url(url).build()))
              .build();
      try (WorkflowClient diverted = builder().httpClient(diverting).build()) {
        diverted.get("w-1");
      }
      assertThat(otherHost.takeRequest().getHeaders().get("X-Api-Key")).isNull();
    }
  }

  @Test
  void the_interceptors_of_a_shared_http_client_do_not_see_the_api_key() {
    List<Headers> seen = new ArrayList<>();
    OkHttpClient logging =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(chain.request().headers());
                  return chain.proceed(chain.request());
                })
            .build();
    enqueue(200, workflow("new", 0));
    try (WorkflowClient logged = builder().httpClient(logging).build()) {
      logged.get("w-1");
    }
    assertThat(seen).singleElement().satisfies(h -> assertThat(h.get("X-Api-Key")).isNull());
  }

  @Test
  void a_stalled_request_fails_after_the_timeout() {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    try (WorkflowClient impatient =
        builder().timeout(Duration.ofMillis(50)).retryOptions(RetryOptions.none()).build()) {
      assertThatThrownBy(() -> impatient.get("w-1"))
          .isInstanceOf(WorkflowNetworkException.class)
          .hasMessageContaining("timeout");
    }
  }

  @Test
  void a_wait_on_a_stalled_service_can_be_interrupted() throws Exception {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              thrown.set(catchThrowable(() -> client.await("w-1")));
              flag.set(Thread.currentThread().isInterrupted());
            });
    waiting.start();
    service.takeRequest();
    waiting.interrupt();
    waiting.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(thrown.get()).isInstanceOf(WorkflowInterruptedException.class);
    assertThat(flag).isTrue();
  }

  @Test
  void the_number_of_waiting_threads_is_not_limited() throws Exception {
    int waiters = 20;
    CountDownLatch arrived = new CountDownLatch(waiters);
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            arrived.countDown();
            // Responds only when all requests have arrived, so that none of them can be queued.
            boolean allArrived = arrived.await(30, TimeUnit.SECONDS);
            return response(allArrived ? 200 : 500, workflow("success", 100)).build();
          }
        });
    List<Thread> threads = new ArrayList<>();
    List<Workflow> done = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < waiters; i++) {
      Thread thread = new Thread(() -> done.add(client.await("w-1")));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    }
    assertThat(done).hasSize(waiters);
  }

  @Test
  void a_client_can_be_shared_by_threads() throws Exception {
    int threads = 8;
    for (int i = 0; i < threads; i++) {
      enqueue(200, workflow("processing", 45));
    }
    List<Thread> threadList = new ArrayList<>();
    List<Integer> percentages = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> percentages.add(client.get("w-1").progressPercentage()));
      thread.start();
      threadList.add(thread);
    }
    for (Thread thread : threadList) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }
    assertThat(percentages).hasSize(threads).containsOnly(45);
  }
}
