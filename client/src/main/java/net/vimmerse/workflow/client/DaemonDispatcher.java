package net.vimmerse.workflow.client;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;

/** Makes dispatchers whose threads do not keep the process alive, as OkHttp's do for a minute. */
final class DaemonDispatcher {
  private DaemonDispatcher() {}

  /** Returns a dispatcher whose threads end after 5 s without a call. */
  static Dispatcher create(String threadName, int maxRequests, int maxRequestsPerHost) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              // OkHttp throws again what an interceptor has thrown and the caller has got already.
              thread.setUncaughtExceptionHandler((t, e) -> {});
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(executor);
    dispatcher.setMaxRequests(maxRequests);
    dispatcher.setMaxRequestsPerHost(maxRequestsPerHost);
    return dispatcher;
  }
}
