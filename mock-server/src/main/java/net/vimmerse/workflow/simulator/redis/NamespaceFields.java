package net.vimmerse.workflow.simulator.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.namespace.RateLimitUse;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.webhook.DeliveryRecord;
import net.vimmerse.workflow.simulator.webhook.WebhookState;

/**
 * The fields of a namespace in Redis, except its workflows. Long lists are fields of their own, so
 * that a new entry does not rewrite the others. Not thread-safe.
 */
final class NamespaceFields {

  private static final String NAMESPACE = "namespace";
  private static final String RATE_LIMIT = "rate-limit";
  private static final String WORKFLOW = "w:";

  private final NamespaceState defaults;
  private final NumberedRecords<CreditLedger.Entry> entries =
      new NumberedRecords<>("c:", CreditLedger.Entry.class);
  private final NumberedRecords<CreditLedger.Refund> refunds =
      new NumberedRecords<>("r:", CreditLedger.Refund.class);
  private final NumberedRecords<DeliveryRecord> deliveries =
      new NumberedRecords<>("d:", DeliveryRecord.class);
  private NamespaceState bare;
  private RateLimitUse rateLimit = RateLimitUse.NONE;

  /**
   * Creates the fields of a namespace that is not in Redis.
   *
   * @param defaults its state
   */
  NamespaceFields(NamespaceState defaults) {
    this.defaults = defaults;
    this.bare = defaults;
  }

  static String field(String workflowId) {
    return WORKFLOW + workflowId;
  }

  static Optional<String> workflowId(String field) {
    return field.startsWith(WORKFLOW)
        ? Optional.of(field.substring(WORKFLOW.length()))
        : Optional.empty();
  }

  /** Forgets everything. */
  void clear() {
    bare = defaults;
    rateLimit = RateLimitUse.NONE;
    entries.clear();
    refunds.clear();
    deliveries.clear();
  }

  /** Applies the changes of these fields that were made elsewhere; an empty value removes one. */
  void accept(Map<String, Optional<String>> fields) {
    Optional<String> namespace = fields.getOrDefault(NAMESPACE, Optional.empty());
    namespace.ifPresent(json -> bare = StateJson.read(NamespaceState.class, json));
    Optional<String> use = fields.getOrDefault(RATE_LIMIT, Optional.empty());
    use.ifPresent(json -> rateLimit = StateJson.read(RateLimitUse.class, json));
    entries.accept(fields);
    refunds.accept(fields);
    deliveries.accept(fields);
  }

  /** Returns the state, except the workflows. */
  NamespaceState state() {
    return with(bare, entries.values(), refunds.values(), deliveries.values());
  }

  RateLimitUse rateLimitUse() {
    return rateLimit;
  }

  /**
   * Compares a state with these fields, which have it when the changes are committed.
   *
   * @param absent whether the namespace is not in Redis
   * @param changes receives the difference
   */
  void compare(NamespaceState state, RateLimitUse use, boolean absent, FieldChanges changes) {
    NamespaceState changed = with(state, List.of(), List.of(), List.of());
    if (absent || !changed.equals(bare)) {
      changes.put(NAMESPACE, StateJson.toJson(changed));
      changes.onCommit(() -> bare = changed);
    }
    if (!use.equals(rateLimit)) {
      changes.put(RATE_LIMIT, StateJson.toJson(use));
      changes.onCommit(() -> rateLimit = use);
    }
    long first = state.credits().firstNumber();
    entries.compare(state.credits().entries(), index -> first + index, changes);
    List<CreditLedger.Refund> scheduled = state.credits().refunds();
    refunds.compare(scheduled, index -> scheduled.get(index).number(), changes);
    List<DeliveryRecord> log = state.webhooks().entries();
    deliveries.compare(log, index -> log.get(index).number(), changes);
  }

  private static NamespaceState with(
      NamespaceState namespace,
      List<CreditLedger.Entry> entries,
      List<CreditLedger.Refund> refunds,
      List<DeliveryRecord> log) {
    CreditLedger.State credits = namespace.credits();
    WebhookState webhooks = namespace.webhooks();
    return new NamespaceState(
        namespace.namespace(),
        namespace.seed(),
        namespace.created(),
        namespace.clock(),
        new CreditLedger.State(credits.balance(), credits.firstNumber(), entries, refunds),
        namespace.rules(),
        new WebhookState(webhooks.policy(), webhooks.lastNumber(), log),
        List.of());
  }
}
