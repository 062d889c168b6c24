package net.vimmerse.workflow.client.test;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowClientBuilder;
import net.vimmerse.workflow.simulator.junit.SimulatorIntegration;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;

/**
 * Gives tests a {@link WorkflowClient}, or a {@link WorkflowClientBuilder} to configure one; see
 * {@link TestClients#builder}. {@link java.util.ServiceLoader} creates it.
 */
public final class ClientParameters implements SimulatorIntegration {
  /** Creates the integration, for the service loader. */
  public ClientParameters() {}

  @Override
  public boolean supports(Class<?> type) {
    return type == WorkflowClient.class || type == WorkflowClientBuilder.class;
  }

  @Override
  public Object parameter(Class<?> type, TestNamespace namespace) {
    WorkflowClientBuilder builder = TestClients.builder(namespace);
    return type == WorkflowClient.class ? builder.build() : builder;
  }
}
