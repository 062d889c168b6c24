package net.vimmerse.workflow.client.test.spring;

import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.junit.SimulatorIntegration;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives tests of Spring the namespace of their application context. {@link java.util.ServiceLoader}
 * creates it, also where Spring is missing.
 */
public final class ContextNamespace implements SimulatorIntegration {
  private static final boolean HAS_SPRING =
      ReflectionSupport.tryToLoadClass(
              "org.springframework.test.context.junit.jupiter.SpringExtension")
          .toOptional()
          .isPresent();

  /** Creates the integration, for the service loader. */
  public ContextNamespace() {}

  @Override
  public @Nullable TestNamespace namespace(ExtensionContext test) {
    return HAS_SPRING ? OfSpring.namespace(test) : null;
  }

  /** Loaded only if Spring is there. */
  private static final class OfSpring {
    static @Nullable TestNamespace namespace(ExtensionContext test) {
      for (@Nullable Class<?> type = test.getTestClass().orElse(null);
          type != null;
          type = type.getEnclosingClass()) {
        boolean isSpring =
            AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream()
                .flatMap(extensions -> Stream.of(extensions.value()))
                .anyMatch(SpringExtension.class::isAssignableFrom);
        if (isSpring) {
          return SpringExtension.getApplicationContext(test)
              .getBeanProvider(TestNamespace.class)
              .getIfAvailable();
        }
      }
      return null;
    }
  }
}
