package net.vimmerse.workflow.client;

/** A scheduled task that is told if it cannot be run. */
interface FallibleTask extends Runnable {
  void fail(Throwable failure);
}
