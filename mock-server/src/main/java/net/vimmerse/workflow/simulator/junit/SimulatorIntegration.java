package net.vimmerse.workflow.simulator.junit;

import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Adds parameters to the tests of {@link SimulatorExtension}, or lets them share a namespace with
 * another framework. {@link java.util.ServiceLoader} finds the implementations, which must be
 * thread-safe.
 */
public interface SimulatorIntegration {
  /** Returns the namespace that a test must use; null if it gets one of its own. */
  default @Nullable TestNamespace namespace(ExtensionContext test) {
    return null;
  }

  /** Returns true if tests can have parameters of a type. */
  default boolean supports(Class<?> type) {
    return false;
  }

  /**
   * Returns the value of a parameter. Called once for each test and type; the value is closed after
   * the test if it is {@link AutoCloseable}.
   *
   * @param type a type that {@link #supports} accepts
   */
  default Object parameter(Class<?> type, TestNamespace namespace) {
    throw new UnsupportedOperationException(type.getName());
  }
}
