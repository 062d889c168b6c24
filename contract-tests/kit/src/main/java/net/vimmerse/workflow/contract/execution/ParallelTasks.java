package net.vimmerse.workflow.contract.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks in parallel. */
public final class ParallelTasks {
  private ParallelTasks() {}

  /**
   * Runs every task.
   *
   * @param threads how many run at the same time, at least 1
   * @return the results, in the order of the tasks
   * @throws ExecutionException when a task fails
   * @throws InterruptedException when the thread is interrupted; running tasks are interrupted too
   */
  public static <T> List<T> run(List<Callable<T>> tasks, int threads)
      throws ExecutionException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : executor.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
