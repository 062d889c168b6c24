package net.vimmerse.workflow.simulator.thread;

import java.util.concurrent.ThreadFactory;

/** Creates threads that do not keep the program running, and reports when memory runs out. */
public final class DaemonThreads {

  private DaemonThreads() {}

  /** Returns a factory of threads with this name. */
  public static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Returns work for an executor that keeps errors to itself, such as those of a future. */
  public static Runnable reportingOutOfMemory(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (OutOfMemoryError e) {
        reportOutOfMemory(e);
        throw e;
      }
    };
  }

  /**
   * Passes an OutOfMemoryError to the handler of uncaught exceptions, as the program decides what
   * follows from it. Has no effect for anything else.
   */
  public static void reportOutOfMemory(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }
  }
}
