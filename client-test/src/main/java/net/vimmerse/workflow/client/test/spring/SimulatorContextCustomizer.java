package net.vimmerse.workflow.client.test.spring;

import java.util.Map;
import net.vimmerse.workflow.client.test.TestClients;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts a simulator with an application context, and stops it with that. All instances are equal,
 * because Spring shares a context among test classes with equal customizers.
 */
record SimulatorContextCustomizer() implements ContextCustomizer {
  private static final String NAME = "workflowSimulator";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    Simulator simulator = Simulator.builder().start();
    TestNamespace namespace = simulator.namespace("spring-test");
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                NAME,
                Map.of(
                    "workflow.base-url", namespace.url(),
                    "workflow.api-key", namespace.apiKey())));
    DefaultSingletonBeanRegistry beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
    beans.registerSingleton(NAME, simulator);
    beans.registerDisposableBean(NAME, simulator::close);
    beans.registerSingleton("workflowTestNamespace", namespace);
    beans.registerSingleton("workflowPollClock", TestClients.clock(namespace));
  }
}
