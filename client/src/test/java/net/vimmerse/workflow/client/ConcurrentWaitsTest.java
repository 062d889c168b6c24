package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs alone because it counts the threads of the process. */
@Isolated
class ConcurrentWaitsTest {
  private static final int WAITS = 10_000;

  private static List<String> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("workflow-client"))
        // These serve calls that other tests have made.
        .filter(name -> !name.equals("workflow-client-interrupts"))
        .filter(name -> !name.equals(Transport.THREAD_NAME))
        .filter(name -> !name.equals(Downloader.THREAD_NAME))
        .collect(Collectors.toList());
  }

  @Test
  void ten_thousand_waits_are_scheduled_on_one_thread() {
    PollOptions startTomorrow =
        PollOptions.builder().initialDelay(Duration.ofDays(1)).timeout(Duration.ofDays(2)).build();
    try (WorkflowClient client = WorkflowClient.builder().apiKey("demo").build()) {
      int before = SystemPollClock.SCHEDULER.getQueue().size();
      int threadsBefore = Thread.activeCount();
      List<CompletableFuture<Workflow>> waits = new ArrayList<>();
      for (int i = 0; i < WAITS; i++) {
        waits.add(client.awaitAsync("w-" + i, startTomorrow));
      }
      assertThat(SystemPollClock.SCHEDULER.getQueue().size() - before).isEqualTo(WAITS);
      assertThat(clientThreads())
          .containsOnly(SystemPollClock.THREAD_NAME)
          .hasSizeLessThanOrEqualTo(1);
      assertThat(Thread.activeCount() - threadsBefore).isLessThanOrEqualTo(1);

      waits.forEach(wait -> wait.cancel(true));
      assertThat(SystemPollClock.SCHEDULER.getQueue().size()).isEqualTo(before);
    }
  }

  @Test
  void ten_thousand_reading_waits_stay_within_the_limits_of_the_dispatcher() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    AtomicInteger activeReads = new AtomicInteger();
    AtomicInteger maxActiveReads = new AtomicInteger();
    OkHttpClient inMemory =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  maxActiveReads.accumulateAndGet(activeReads.incrementAndGet(), Math::max);
                  // Every workflow is read three times.
                  boolean ended = requests.incrementAndGet() > 2 * WAITS;
                  activeReads.decrementAndGet();
                  return new Response.Builder()
                      .request(chain.request())
                      .protocol(Protocol.HTTP_1_1)
                      .code(200)
                      .message("OK")
                      .body(
                          ResponseBody.create(
                              MockServiceTest.workflow(
                                  ended ? "success" : "processing", ended ? 100 : 50),
                              MediaType.get("application/json")))
                      .build();
                })
            .build();
    ManualClock time = new ManualClock();
    try (WorkflowClient client =
        WorkflowClient.builder().apiKey("demo").httpClient(inMemory).clock(time).build()) {
      List<CompletableFuture<Workflow>> waits = new ArrayList<>();
      for (int i = 0; i < WAITS; i++) {
        waits.add(client.awaitAsync("w-" + i, PollOptions.builder().jitter(0).build()));
      }
      for (int round = 0; round < 3; round++) {
        time.awaitScheduled(WAITS);
        for (int i = 0; i < WAITS; i++) {
          time.runNext();
        }
      }
      for (CompletableFuture<Workflow> wait : waits) {
        assertThat(wait.join().processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
      }
      assertThat(requests).hasValue(3 * WAITS);
      assertThat(maxActiveReads).hasValueLessThanOrEqualTo(inMemory.dispatcher().getMaxRequests());
      assertThat(clientThreads()).hasSizeLessThanOrEqualTo(1);
    } finally {
      inMemory.dispatcher().executorService().shutdown();
    }
  }
}
