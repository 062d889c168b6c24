package net.vimmerse.workflow.client;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;

/** Makes dispatchers whose threads do not keep the process alive, as OkHttp's do for a minute. */
final class DaemonDispatcher {
  static final String THREAD_NAME = "workflow-client-reader";

  private DaemonDispatcher() {}

  /** Returns a dispatcher with one limit: a client calls one host only. */
  static Dispatcher create(int maxRequests) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, THREAD_NAME);
              thread.setDaemon(true);
              // OkHttp throws again what an interceptor has thrown and the caller has got already.
              thread.setUncaughtExceptionHandler((t, e) -> {});
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(executor);
    dispatcher.setMaxRequests(maxRequests);
    dispatcher.setMaxRequestsPerHost(maxRequests);
    return dispatcher;
  }
}
