package net.vimmerse.workflow.simulator.api;

/** What one operation does. Thread-safe. */
@FunctionalInterface
interface Handler {

  ApiResponse handle(Call call);
}
