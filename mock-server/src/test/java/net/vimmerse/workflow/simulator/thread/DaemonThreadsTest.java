package net.vimmerse.workflow.simulator.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

  private final List<Throwable> reported = new CopyOnWriteArrayList<>();

  @Test
  void threads_are_named_and_do_not_keep_the_program_running() {
    Thread thread = DaemonThreads.named("x").newThread(() -> {});

    assertThat(thread.getName()).isEqualTo("x");
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void only_an_error_of_memory_is_reported_although_the_executor_keeps_it() {
    OutOfMemoryError memory = new OutOfMemoryError();
    IllegalStateException other = new IllegalStateException();

    assertThatThrownBy(() -> run(memory).get()).hasCause(memory);
    assertThatThrownBy(() -> run(other).get()).hasCause(other);
    assertThat(reported).containsExactly(memory);
  }

  private Future<?> run(Throwable thrown) {
    ThreadFactory factory =
        work -> {
          Thread thread = DaemonThreads.named("x").newThread(work);
          thread.setUncaughtExceptionHandler((failed, e) -> reported.add(e));
          return thread;
        };
    ExecutorService executor = Executors.newSingleThreadExecutor(factory);
    try {
      return executor.submit(
          DaemonThreads.reportingOutOfMemory(
              () -> {
                if (thrown instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) thrown;
              }));
    } finally {
      executor.shutdown();
    }
  }
}
