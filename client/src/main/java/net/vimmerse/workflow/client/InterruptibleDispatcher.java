package net.vimmerse.workflow.client;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;

/**
 * Threads that read for threads that wait, so that those can be interrupted. They are daemons: a
 * client that was not closed keeps no program running.
 */
final class InterruptibleDispatcher {
  private static final int IDLE_SECONDS = 5;

  private final Dispatcher dispatcher;

  InterruptibleDispatcher() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "workflow-client-reader");
              thread.setDaemon(true);
              return thread;
            });
    dispatcher = new Dispatcher(threads);
    // There is a waiting thread for each, so there are as many as the caller wants.
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
