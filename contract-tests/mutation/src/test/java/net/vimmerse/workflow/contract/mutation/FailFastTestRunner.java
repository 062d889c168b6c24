package net.vimmerse.workflow.contract.mutation;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the methods of a test class one after the other until one fails. */
final class FailFastTestRunner {
  private static final Launcher LAUNCHER = LauncherFactory.create();

  private final Map<String, String> parameters;

  /**
   * Makes a runner.
   *
   * @param parameters configuration parameters for the tests
   */
  FailFastTestRunner(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * A test that failed.
   *
   * @param name its class and method, and what it is about where a method makes several tests
   * @param message the message of the failure
   */
  record Failure(String name, String message) {}

  /** Returns the first failure of a test class; empty when all tests pass. */
  Optional<Failure> firstFailure(Class<?> tests) {
    return methods(tests).flatMap(method -> run(tests, method).stream()).findFirst();
  }

  /** Returns the test methods, including those of interfaces, in a fixed order. */
  static Stream<Method> methods(Class<?> tests) {
    return Stream.of(tests.getMethods(), tests.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .distinct()
        .filter(
            it -> it.isAnnotationPresent(Test.class) || it.isAnnotationPresent(TestFactory.class))
        .sorted((a, b) -> sortKey(a).compareTo(sortKey(b)));
  }

  private static String sortKey(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private List<Failure> run(Class<?> tests, Method method) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(tests, method))
            .configurationParameters(parameters)
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .build();
    List<Failure> failures = new ArrayList<>();
    LAUNCHER.execute(request, new Collector(method, failures));
    return failures;
  }

  private static final class Collector implements TestExecutionListener {
    private final Method method;
    private final List<Failure> failures;
    private TestPlan plan;

    Collector(Method method, List<Failure> failures) {
      this.method = method;
      this.failures = failures;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      this.plan = plan;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() != Status.SUCCESSFUL) {
        String message = result.getThrowable().map(Collector::message).orElse("");
        failures.add(new Failure(sortKey(method) + about(test), message));
      }
    }

    /** Returns the message of an assertion, or the type and message of any other error. */
    private static String message(Throwable thrown) {
      return thrown instanceof AssertionError
          ? String.valueOf(thrown.getMessage())
          : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    /** Returns the display name of a dynamic test. */
    private String about(TestIdentifier test) {
      boolean oneOfSeveral =
          plan.getParent(test)
              .flatMap(TestIdentifier::getSource)
              .filter(MethodSource.class::isInstance)
              .isPresent();
      return oneOfSeveral ? " › " + test.getDisplayName() : "";
    }
  }
}
