package net.vimmerse.workflow.simulator.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import net.vimmerse.workflow.simulator.facts.FactsJson;
import net.vimmerse.workflow.simulator.simulation.CreditLedger;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.webhook.LogEntry;
import net.vimmerse.workflow.simulator.webhook.SavedWebhooks;
import net.vimmerse.workflow.simulator.world.SavedWorld;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one world but its workflows. Its long lists are records of their own, so that a
 * new entry does not have all the others written again. Used by one thread.
 */
final class WorldRecords {

  private static final String WORLDS = "worlds";

  private final FactsFile file;
  private final String name;
  private final NumberedList<CreditLedger.Entry> entries;
  private final NumberedList<LogEntry> deliveries;
  private @Nullable SavedWorld kept;

  WorldRecords(FactsFile file, String name) {
    this.file = file;
    this.name = name;
    this.entries = new NumberedList<>(file.map("credits"), name);
    this.deliveries = new NumberedList<>(file.map("deliveries"), name);
  }

  /** The names of the worlds that are kept. */
  static List<String> names(FactsFile file) {
    return List.copyOf(file.map(WORLDS).keySet());
  }

  /**
   * Reads the world.
   *
   * @param workflows those of this world
   */
  SavedWorld read(List<Workflow> workflows) {
    String json = String.valueOf(file.map(WORLDS).get(name));
    SavedWorld bare = Records.read(SavedWorld.class, name, json);
    SortedMap<Long, CreditLedger.Entry> keptEntries = entries.read(CreditLedger.Entry.class);
    List<LogEntry> log = new ArrayList<>(deliveries.read(LogEntry.class).values());
    List<CreditLedger.Entry> ledger = new ArrayList<>(keptEntries.values());
    long first = bare.credits().firstNumber();
    kept = bare;
    entries.knows(ledger, index -> first + index);
    deliveries.knows(log, index -> log.get(index).number());
    return with(bare, ledger, log).with(workflows);
  }

  /** Makes the world this, its workflows apart. */
  void write(SavedWorld world) {
    SavedWorld bare = with(world, List.of(), List.of());
    if (!bare.equals(kept)) {
      file.map(WORLDS).put(name, FactsJson.text(bare));
      kept = bare;
    }
    long first = world.credits().firstNumber();
    entries.write(world.credits().entries(), index -> first + index);
    List<LogEntry> log = world.webhooks().entries();
    deliveries.write(log, index -> log.get(index).number());
  }

  /** Removes the world, its workflows apart. */
  void remove() {
    file.map(WORLDS).remove(name);
    entries.write(List.of(), index -> 0);
    deliveries.write(List.of(), index -> 0);
  }

  private static SavedWorld with(
      SavedWorld world, List<CreditLedger.Entry> entries, List<LogEntry> log) {
    CreditLedger.Saved credits = world.credits();
    SavedWebhooks webhooks = world.webhooks();
    return new SavedWorld(
        world.namespace(),
        world.seed(),
        world.created(),
        world.clock(),
        new CreditLedger.Saved(
            credits.balance(), credits.firstNumber(), entries, credits.refunds()),
        world.rules(),
        new SavedWebhooks(webhooks.policy(), webhooks.lastNumber(), log),
        List.of());
  }
}
