package net.vimmerse.workflow.simulator.junit;

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
 * <p>The clock of each namespace is frozen at first, so that nothing happens until the test
 * advances it.
 */
public final class SimulatorExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace STORE = Namespace.create(SimulatorExtension.class);

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
    return parameter.getParameter().getType() == TestNamespace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return namespace(context);
  }

  private TestNamespace namespace(ExtensionContext context) {
    return context
        .getStore(STORE)
        .getOrComputeIfAbsent(
            TestNamespace.class, type -> createNamespace(context), TestNamespace.class);
  }

  private TestNamespace createNamespace(ExtensionContext context) {
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
