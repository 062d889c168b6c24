package net.vimmerse.workflow.client.test.spring;

import java.util.List;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Starts a simulator for the application context of a test class that is annotated with {@link
 * WithSimulator}. Spring creates it.
 */
public final class SimulatorContextCustomizerFactory implements ContextCustomizerFactory {
  /** Creates the factory, for Spring. */
  public SimulatorContextCustomizerFactory() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    return TestContextAnnotationUtils.hasAnnotation(testClass, WithSimulator.class)
        ? new SimulatorContextCustomizer()
        : null;
  }
}
