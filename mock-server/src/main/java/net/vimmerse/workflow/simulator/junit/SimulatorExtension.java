package net.vimmerse.workflow.simulator.junit;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs one simulator for all tests, and gives each test a {@link TestNamespace} of its own. Prints
 * its requests, workflows and webhooks when a test fails.
 *
 * <p>{@link WithSimulator} registers the extension with the default settings. For other settings,
 * register it as a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static SimulatorExtension simulator =
 *     SimulatorExtension.with(Simulator.builder().credits(500));
 * }</pre>
 *
 * <p>With {@code workflow-client-test} on the class path, a test can also have a {@code
 * WorkflowClient} parameter: a client of the test's namespace, whose waits advance the clock.
 *
 * <p>The clock of each namespace is frozen at first, so that nothing happens until the test
 * advances it.
 */
public final class SimulatorExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace STORE = Namespace.create(SimulatorExtension.class);

  private static final List<SimulatorIntegration> INTEGRATIONS =
      ServiceLoader.load(SimulatorIntegration.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private final Simulator.@Nullable Builder builder;

  /** Creates an extension that shares its simulator with all others created this way. */
  public SimulatorExtension() {
    this.builder = null;
  }

  private SimulatorExtension(Simulator.Builder builder) {
    this.builder = builder;
  }

  /** Creates an extension with its own simulator. */
  public static SimulatorExtension with(Simulator.Builder builder) {
    return new SimulatorExtension(builder);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    namespace(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestNamespace namespace = namespace(context);
    context.getExecutionException().ifPresent(failure -> print(context, namespace));
    namespace.reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    // An annotated parameter, such as a mock or a bean, belongs to another extension.
    return type == TestNamespace.class
        || (parameter.getParameter().getAnnotations().length == 0 && integration(type).isPresent());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestNamespace.class
        ? namespace(context)
        : context
            .getStore(STORE)
            .getOrComputeIfAbsent(type, t -> createParameter(type, context), Parameter.class)
            .value;
  }

  private Parameter createParameter(Class<?> type, ExtensionContext context) {
    return new Parameter(integration(type).orElseThrow().parameter(type, namespace(context)));
  }

  private static Optional<SimulatorIntegration> integration(Class<?> type) {
    return INTEGRATIONS.stream().filter(integration -> integration.supports(type)).findFirst();
  }

  private TestNamespace namespace(ExtensionContext context) {
    return context
        .getStore(STORE)
        .getOrComputeIfAbsent(
            TestNamespace.class, type -> createNamespace(context), TestNamespace.class);
  }

  private TestNamespace createNamespace(ExtensionContext context) {
    for (SimulatorIntegration integration : INTEGRATIONS) {
      TestNamespace shared = integration.namespace(context);
      if (shared != null) {
        shared.clock().freeze();
        return shared;
      }
    }
    Object owner = builder == null ? SimulatorExtension.class : builder;
    Simulator simulator =
        context
            .getRoot()
            .getStore(STORE)
            .getOrComputeIfAbsent(
                owner,
                key -> new SharedSimulator(builder == null ? Simulator.builder() : builder),
                SharedSimulator.class)
            .simulator;
    TestNamespace namespace = simulator.namespace("test-" + UUID.randomUUID());
    namespace.clock().freeze();
    return namespace;
  }

  private static void print(ExtensionContext context, TestNamespace namespace) {
    StringBuilder log = new StringBuilder("Simulator log of ");
    log.append(context.getDisplayName()).append(":\n");
    namespace
        .requests()
        .forEach(
            request ->
                log.append(
                    "  %s %s %s -> %d%s%n"
                        .formatted(
                            request.at(),
                            request.method(),
                            request.path(),
                            request.status(),
                            request.note() == null ? "" : " (" + request.note() + ")")));
    namespace
        .workflows()
        .forEach(
            workflow ->
                log.append(
                    "  workflow %s of %s: %s%n"
                        .formatted(
                            workflow.id(),
                            workflow.templateId(),
                            namespace.view(workflow).status())));
    namespace
        .webhooks()
        .forEach(
            entry ->
                log.append(
                    "  webhook to %s: %s after %d attempts%n"
                        .formatted(
                            entry.delivery().url(), entry.state(), entry.attempts().size())));
    System.out.print(log);
  }

  /** Closed by JUnit after the test. */
  @SuppressWarnings("deprecation") // Its successor requires JUnit 5.13.
  private static final class Parameter
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Object value;

    Parameter(Object value) {
      this.value = value;
    }

    @Override
    public void close() {
      if (value instanceof AutoCloseable resource) {
        try {
          resource.close();
        } catch (Exception e) {
          throw new IllegalStateException("A parameter of the test could not be closed", e);
        }
      }
    }
  }

  /** Closed by JUnit when all tests have ended. */
  @SuppressWarnings("deprecation") // Its successor requires JUnit 5.13.
  private static final class SharedSimulator
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Simulator simulator;

    SharedSimulator(Simulator.Builder builder) {
      this.simulator = builder.start();
    }

    @Override
    public void close() {
      simulator.close();
    }
  }
}
