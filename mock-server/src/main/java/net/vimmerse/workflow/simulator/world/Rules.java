package net.vimmerse.workflow.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.simulation.Seed;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one world. The first that applies counts. Thread-safe.
 *
 * <p>How often a rule was looked at is part of its occasion for chance, so equal runs have equal
 * luck.
 */
public final class Rules {

  private static final int MOST = 1_000;

  private Seed seed;
  private final String namespace;
  private final Map<String, OutcomeRule> outcomes = new LinkedHashMap<>();
  private final Map<String, FaultRule> faults = new LinkedHashMap<>();
  private final Map<String, Integer> looks = new LinkedHashMap<>();
  private final Map<String, Integer> hits = new LinkedHashMap<>();
  private int lastId;

  Rules(Seed seed, String namespace) {
    this.seed = seed;
    this.namespace = namespace;
  }

  /**
   * Adds a rule, after those there are.
   *
   * @param rule makes it, given its id
   * @throws IllegalArgumentException if there are too many
   */
  public synchronized OutcomeRule addOutcome(Function<String, OutcomeRule> rule) {
    OutcomeRule made = rule.apply(nextId(outcomes.size()));
    outcomes.put(made.id(), made);
    return made;
  }

  /** Adds a rule, as {@link #addOutcome} does. */
  public synchronized FaultRule addFault(Function<String, FaultRule> rule) {
    FaultRule made = rule.apply(nextId(faults.size()));
    faults.put(made.id(), made);
    return made;
  }

  /** The outcome rules, in the order in which they are tried. */
  public synchronized List<OutcomeRule> outcomes() {
    return new ArrayList<>(outcomes.values());
  }

  /** The fault rules, in the order in which they are tried. */
  public synchronized List<FaultRule> faults() {
    return new ArrayList<>(faults.values());
  }

  /** Has the luck of another seed from now on. */
  synchronized void follow(Seed other) {
    seed = other;
  }

  /** All that there is to keep. */
  synchronized SavedRules save() {
    return new SavedRules(outcomes(), faults(), looks, hits, lastId);
  }

  /** Replaces everything by what was kept. */
  synchronized void restore(Seed keptSeed, SavedRules saved) {
    seed = keptSeed;
    outcomes.clear();
    saved.outcomes().forEach(rule -> outcomes.put(rule.id(), rule));
    faults.clear();
    saved.faults().forEach(rule -> faults.put(rule.id(), rule));
    looks.clear();
    looks.putAll(saved.looks());
    hits.clear();
    hits.putAll(saved.hits());
    lastId = saved.lastId();
  }

  /** How often a rule has applied. */
  public synchronized int hits(String id) {
    return hits.getOrDefault(id, 0);
  }

  /** Removes a rule of either kind, and says whether there was one. */
  public synchronized boolean remove(String id) {
    return outcomes.remove(id) != null || faults.remove(id) != null;
  }

  /** Removes every outcome rule. */
  public synchronized void clearOutcomes() {
    outcomes.clear();
  }

  /** Removes every fault rule. */
  public synchronized void clearFaults() {
    faults.clear();
  }

  /** The rule that a new workflow falls under. */
  public synchronized Optional<OutcomeRule> outcomeFor(String template, String event) {
    for (OutcomeRule rule : outcomes.values()) {
      if ((rule.template() == null || rule.template().equals(template))
          && (rule.event() == null || rule.event().equals(event))
          && isNth(rule.id(), rule.every())
          && isLucky(rule.id(), rule.probability())) {
        hits.merge(rule.id(), 1, Integer::sum);
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /**
   * The fault that a request meets.
   *
   * @param template what it creates from; null if it creates nothing
   */
  public synchronized Optional<FaultRule> faultFor(
      String operation, @Nullable String template, Instant now) {
    for (FaultRule rule : faults.values()) {
      if ((rule.operation() == null || rule.operation().equals(operation))
          && (rule.template() == null || rule.template().equals(template))
          && (rule.until() == null || now.isBefore(rule.until()))
          && (rule.count() == null || hits(rule.id()) < rule.count())
          && isNth(rule.id(), null)
          && isLucky(rule.id(), rule.probability())) {
        hits.merge(rule.id(), 1, Integer::sum);
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** A number from 0 to less than 1 for the last time that a rule applied. */
  public synchronized double chanceOf(String id) {
    return seed.chance(namespace + "/" + id + "/hit/" + hits(id));
  }

  private boolean isNth(String id, @Nullable Integer every) {
    int look = looks.merge(id, 1, Integer::sum);
    return every == null || look % every == 0;
  }

  private boolean isLucky(String id, @Nullable Double probability) {
    return probability == null
        || seed.chance(namespace + "/" + id + "/" + looks.get(id)) < probability;
  }

  private String nextId(int size) {
    if (size >= MOST) {
      throw new IllegalArgumentException("a world has at most " + MOST + " rules of a kind");
    }
    lastId++;
    return "rule-" + lastId;
  }
}
