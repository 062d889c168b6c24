package net.vimmerse.workflow.client;

/** A scheduled task that is told if it cannot be run. */
interface FallibleTask extends Runnable {
  void fail(Throwable failure);

  /** Tells a task that it cannot be run, if it can be told. */
  static void fail(Runnable task, Throwable failure) {
    if (task instanceof FallibleTask) {
      ((FallibleTask) task).fail(failure);
    }
  }
}
