package net.vimmerse.workflow.spring;

import net.vimmerse.workflow.client.WorkflowClientBuilder;

/**
 * Changes the builder of the client after the properties are applied, for example to share an
 * {@code OkHttpClient} or to listen to exchanges. Define it as a bean; beans are called in order.
 */
@FunctionalInterface
public interface WorkflowClientCustomizer {
  /** Changes the builder. */
  void customize(WorkflowClientBuilder builder);
}
