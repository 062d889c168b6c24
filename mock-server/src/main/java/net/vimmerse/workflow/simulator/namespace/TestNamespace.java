package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.OutcomeDirectives;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import net.vimmerse.workflow.simulator.webhook.DeliveryRecord;
import org.jspecify.annotations.Nullable;

/**
 * Controls and inspects the namespace of one API key from a test. Namespaces are isolated from each
 * other, so tests with different keys can run in parallel.
 *
 * <p>Pass {@link #url} and {@link #apiKey} to the code under test, whatever HTTP client it uses.
 *
 * <p>Thread-safe.
 */
public final class TestNamespace {

  private final String url;
  private final String apiKey;
  private final Namespaces all;

  TestNamespace(String url, String apiKey, Namespaces all) {
    this.url = url;
    this.apiKey = apiKey;
    this.all = all;
  }

  /** Returns the base URL of the API, without a trailing slash. */
  public String url() {
    return url;
  }

  /** Returns the API key that selects this namespace. */
  public String apiKey() {
    return apiKey;
  }

  /** Returns the name under which the admin API lists this namespace. */
  public String name() {
    return NamespaceId.of(apiKey).name();
  }

  /** Returns the clock of this namespace. */
  public VirtualClock clock() {
    return all.use(apiKey, Namespace::clock);
  }

  /**
   * Advances the clock. Returns after everything due by then has happened, webhooks included.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  public void advance(Duration duration) {
    run(StateStore.Access.STEPS, namespace -> namespace.clock().advance(duration));
  }

  /**
   * Applies an outcome, such as {@code fail-at=upscale}, to every workflow created from now on.
   * Replaces all outcome rules.
   *
   * @throws IllegalArgumentException if the outcome is unknown; the message lists the known ones
   */
  public void outcome(String outcome) {
    OutcomeDirectives directives = OutcomeDirectives.parse(outcome);
    change(
        namespace -> {
          namespace.rules().clearOutcomes();
          namespace
              .rules()
              .addOutcome(id -> new OutcomeRule(id, null, null, null, null, directives));
        });
  }

  /**
   * Responds to the next {@code count} requests of an operation with an error status, without
   * processing them.
   *
   * @param operation an operationId, such as {@code getWorkflow}
   */
  public void failNext(int count, String operation, int status) {
    addFault(operation, count, FaultEffect.status(status));
  }

  /**
   * Corrupts the next {@code count} responses of an operation, after processing the requests.
   *
   * @param operation an operationId, such as {@code createWorkflow}
   */
  public void breakNext(int count, String operation, Fault fault) {
    addFault(operation, count, FaultEffect.of(fault));
  }

  /**
   * Adds a fault rule.
   *
   * @param operation an operationId; null for every operation
   * @param count the number of requests that the rule applies to; null for no limit
   */
  public void addFault(@Nullable String operation, @Nullable Integer count, FaultEffect effect) {
    change(
        namespace ->
            namespace
                .rules()
                .addFault(id -> new FaultRule(id, operation, null, null, count, null, effect)));
  }

  /** Sets the credit balance; null for unlimited. */
  public void credits(@Nullable Long balance) {
    change(namespace -> namespace.credits().setBalance(balance));
  }

  /** Returns the credit balance; null if it is unlimited. */
  public @Nullable Long credits() {
    return inspect(namespace -> Optional.ofNullable(namespace.credits().balance(now(namespace))))
        .orElse(null);
  }

  /** Returns the workflows, oldest first. */
  public List<Workflow> workflows() {
    return inspect(Namespace::workflows);
  }

  /** Returns the current status, progress and results of a workflow. */
  public WorkflowView view(Workflow workflow) {
    return inspect(namespace -> WorkflowView.of(workflow, now(namespace)));
  }

  /** Returns the logged requests, the latest 1,000 or fewer, oldest first. */
  public List<LoggedRequest> requests() {
    return inspect(namespace -> namespace.requests().requests());
  }

  /**
   * Returns the number of requests of an operation, whatever the response, since the log was
   * cleared: also of those that the log has dropped.
   */
  public long calls(String operation) {
    return inspect(namespace -> namespace.requests().count(operation, null));
  }

  /** Clears the request log and the counts of calls. */
  public void clearRequests() {
    change(namespace -> namespace.requests().clear());
  }

  /** Returns the webhook deliveries, sent and scheduled, oldest first. */
  public List<DeliveryRecord> webhooks() {
    return inspect(namespace -> namespace.webhooks().log());
  }

  /** Deletes everything in this namespace and lets its clock follow the global clock again. */
  public void reset() {
    change(Namespace::reset);
  }

  private <T> T inspect(Function<Namespace, T> action) {
    return all.use(
        apiKey,
        namespace ->
            all.stateStore()
                .inNamespace(namespace, StateStore.Access.INSPECT, () -> action.apply(namespace)));
  }

  private void change(Consumer<Namespace> action) {
    run(StateStore.Access.CHANGE, action);
  }

  private void run(StateStore.Access access, Consumer<Namespace> action) {
    all.use(
        apiKey,
        namespace ->
            all.stateStore()
                .inNamespace(
                    namespace,
                    access,
                    () -> {
                      action.accept(namespace);
                      return Optional.empty();
                    }));
  }

  private static Instant now(Namespace namespace) {
    return namespace.clock().instant();
  }
}
