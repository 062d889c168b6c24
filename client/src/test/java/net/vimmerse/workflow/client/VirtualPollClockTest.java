package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import org.junit.jupiter.api.Test;

/** Waits for a service with a clock of its own, on which every workflow takes a minute. */
class VirtualPollClockTest extends MockServiceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PROCESSING = Duration.ofMinutes(1);
  private final AtomicReference<Instant> time = new AtomicReference<>(START);

  @Override
  WorkflowClientBuilder builder() {
    service.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            boolean ended = !time.get().isBefore(START.plus(PROCESSING));
            return response(200, workflow(ended ? "success" : "processing", ended ? 100 : 50))
                .build();
          }
        });
    return super.builder()
        .clock(PollClock.virtual(time::get, d -> time.updateAndGet(now -> now.plus(d))));
  }

  @Test
  void blocking_and_asynchronous_waits_advance_the_clock_of_the_service() throws Exception {
    PollOptions options = PollOptions.builder().timeout(Duration.ofMinutes(2)).build();
    assertThat(client.await("w-1", options).processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(time.get())
        .isBetween(START.plus(PROCESSING), START.plus(PROCESSING.multipliedBy(2)));
    time.set(START);
    assertThat(client.awaitAsync("w-1", options).get(30, TimeUnit.SECONDS).processingStatus())
        .isSameAs(ProcessingStatus.SUCCESS);
  }

  @Test
  void many_waits_advance_it_together() throws Exception {
    PollOptions options = PollOptions.builder().timeout(Duration.ofMinutes(10)).build();
    List<CompletableFuture<Workflow>> waits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waits.add(client.awaitAsync("w-" + i, options));
    }
    for (CompletableFuture<Workflow> wait : waits) {
      assertThat(wait.get(30, TimeUnit.SECONDS).processingStatus())
          .isSameAs(ProcessingStatus.SUCCESS);
    }
    // Separately they would take it far beyond the timeout of each.
    assertThat(time.get()).isBefore(START.plus(Duration.ofMinutes(10)));
  }

  @Test
  void a_wait_whose_timeout_expires_on_the_clock_of_the_service_ends() {
    PollOptions options = PollOptions.builder().timeout(Duration.ofSeconds(40)).build();
    assertThatThrownBy(() -> client.await("w-1", options))
        .isInstanceOf(WorkflowTimeoutException.class);
    assertThat(time.get()).isEqualTo(START.plusSeconds(40));
  }

  @Test
  void an_interrupt_ends_a_wait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client.await("w-1")).isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
