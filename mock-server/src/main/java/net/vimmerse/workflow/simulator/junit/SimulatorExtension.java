package net.vimmerse.workflow.simulator.junit;

import java.util.UUID;
import net.vimmerse.workflow.simulator.Simulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a simulator for as long as tests run, and gives each test a {@link TestWorld}.
 *
 * <p>{@link WithSimulator} is the short way. As a static field with {@link
 * org.junit.jupiter.api.extension.RegisterExtension}, {@link #with} takes settings:
 *
 * <pre>{@code
 * @RegisterExtension
 * static SimulatorExtension simulator =
 *     SimulatorExtension.with(Simulator.builder().credits(500));
 * }</pre>
 *
 * <p>When a test fails, what its world saw is printed.
 */
public final class SimulatorExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);

  private final Simulator.@Nullable Builder builder;

  /** An extension that shares its simulator with every other made by this constructor. */
  public SimulatorExtension() {
    this.builder = null;
  }

  private SimulatorExtension(Simulator.Builder builder) {
    this.builder = builder;
  }

  /** An extension with a simulator of its own. */
  public static SimulatorExtension with(Simulator.Builder builder) {
    return new SimulatorExtension(builder);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    world(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestWorld world = world(context);
    context.getExecutionException().ifPresent(failure -> print(context, world));
    world.world().reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestWorld.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return world(context);
  }

  private TestWorld world(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestWorld.class, type -> newWorld(context), TestWorld.class);
  }

  private TestWorld newWorld(ExtensionContext context) {
    Object owner = builder == null ? SimulatorExtension.class : builder;
    Simulator simulator =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                owner,
                key -> new Running(builder == null ? Simulator.builder() : builder),
                Running.class)
            .simulator;
    String key = "test-" + UUID.randomUUID();
    TestWorld world = new TestWorld(simulator.url(), key, simulator.world(key));
    world.clock().freeze();
    return world;
  }

  private static void print(ExtensionContext context, TestWorld world) {
    StringBuilder log = new StringBuilder("What the simulator saw of ");
    log.append(context.getDisplayName()).append(":\n");
    world
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
    world
        .workflows()
        .forEach(
            workflow ->
                log.append(
                    "  workflow %s of %s: %s%n"
                        .formatted(
                            workflow.id(), workflow.templateId(), world.look(workflow).status())));
    world
        .webhooks()
        .forEach(
            entry ->
                log.append(
                    "  call-back to %s: %s after %d attempts%n"
                        .formatted(
                            entry.delivery().url(), entry.state(), entry.attempts().size())));
    System.out.print(log);
  }

  /** Kept at the root of all tests, which closes it when they have ended. */
  @SuppressWarnings("deprecation") // Its successor came with JUnit 5.13, and older ones are borne.
  private static final class Running
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Simulator simulator;

    Running(Simulator.Builder builder) {
      this.simulator = builder.start();
    }

    @Override
    public void close() {
      simulator.close();
    }
  }
}
