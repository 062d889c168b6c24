package net.vimmerse.workflow.client.test;

import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowClientBuilder;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;

/** Creates clients whose waits advance the clock of a simulator. */
public final class TestClients {
  private TestClients() {}

  /**
   * Returns a builder of clients for a namespace. Instead of waiting, the clients advance the clock
   * of the namespace to the end of each delay, so that a wait returns within milliseconds.
   */
  public static WorkflowClientBuilder builder(TestNamespace namespace) {
    return WorkflowClient.builder()
        .apiKey(namespace.apiKey())
        .baseUrl(namespace.url())
        .clock(clock(namespace));
  }

  /** Returns a clock for clients that advances the clock of a namespace instead of waiting. */
  public static PollClock clock(TestNamespace namespace) {
    return PollClock.virtual(namespace.clock()::instant, namespace::advance);
  }
}
