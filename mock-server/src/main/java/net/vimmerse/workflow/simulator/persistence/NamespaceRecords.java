package net.vimmerse.workflow.simulator.persistence;

import java.util.List;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.webhook.DeliveryRecord;
import net.vimmerse.workflow.simulator.webhook.WebhookState;
import org.jspecify.annotations.Nullable;

/**
 * Persists one namespace, except its workflows. Long lists are separate records, so that a new
 * entry does not rewrite the others. Used by one thread.
 */
final class NamespaceRecords {

  private final StateFile file;
  private final String name;
  private final PersistedLog<CreditLedger.Entry> entries;
  private final PersistedLog<CreditLedger.Refund> refunds;
  private final PersistedLog<DeliveryRecord> deliveries;
  private @Nullable NamespaceState persisted;

  /** Whose state was written last; the entries of its ledger never change, nor do their numbers. */
  private @Nullable Namespace written;

  NamespaceRecords(StateFile file, String name) {
    this.file = file;
    this.name = name;
    this.entries = new PersistedLog<>(file.map(StateFile.CREDITS), name);
    this.refunds = new PersistedLog<>(file.map(StateFile.REFUNDS), name);
    this.deliveries = new PersistedLog<>(file.map(StateFile.DELIVERIES), name);
  }

  /** Returns the names of the persisted namespaces. */
  static List<String> names(StateFile file) {
    return List.copyOf(file.map(StateFile.NAMESPACES).keys());
  }

  /** Reads the namespace, given its other records, each in the order of their keys. */
  NamespaceState read(
      List<Workflow> workflows,
      List<CreditLedger.Entry> ledger,
      List<CreditLedger.Refund> scheduled,
      List<DeliveryRecord> log) {
    String json = String.valueOf(file.map(StateFile.NAMESPACES).get(name));
    NamespaceState bare = StateFile.parse(NamespaceState.class, name, json);
    long first = bare.credits().firstNumber();
    persisted = bare;
    entries.initialize(ledger, index -> first + index);
    refunds.initialize(scheduled, index -> scheduled.get(index).number());
    deliveries.initialize(log, index -> log.get(index).number());
    return with(bare, ledger, scheduled, log).withWorkflows(workflows);
  }

  /**
   * Writes the changes of the namespace, except its workflows.
   *
   * @param source whose state it is
   */
  void write(NamespaceState namespace, Namespace source) {
    NamespaceState bare = with(namespace, List.of(), List.of(), List.of());
    if (!bare.equals(persisted)) {
      file.map(StateFile.NAMESPACES).put(name, StateJson.toJson(bare));
      persisted = bare;
    }
    long first = namespace.credits().firstNumber();
    List<CreditLedger.Entry> ledger = namespace.credits().entries();
    if (source == written) {
      entries.writeConsecutive(ledger, first);
    } else {
      entries.write(ledger, index -> first + index);
      written = source;
    }
    List<CreditLedger.Refund> scheduled = namespace.credits().refunds();
    refunds.write(scheduled, index -> scheduled.get(index).number());
    List<DeliveryRecord> log = namespace.webhooks().entries();
    deliveries.write(log, index -> log.get(index).number());
  }

  /** Removes the namespace, except its workflows. */
  void remove() {
    file.map(StateFile.NAMESPACES).remove(name);
    entries.write(List.of(), index -> 0);
    refunds.write(List.of(), index -> 0);
    deliveries.write(List.of(), index -> 0);
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
