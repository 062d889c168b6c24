package net.vimmerse.workflow.client;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;

/**
 * Runs the reads of waiting threads in threads of its own, so that the waiting ones can be
 * interrupted. Its threads are daemons: a client that was not closed keeps no process alive.
 */
final class InterruptibleDispatcher {
  private final Dispatcher dispatcher;

  InterruptibleDispatcher() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "workflow-client-reader");
              thread.setDaemon(true);
              return thread;
            });
    dispatcher = new Dispatcher(executor);
    // Each request has a waiting thread, so the number of those is the limit.
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  void close() {
    dispatcher.executorService().shutdown();
  }
}
