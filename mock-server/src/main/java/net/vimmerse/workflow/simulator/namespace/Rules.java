package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.simulation.RandomSeed;
import org.jspecify.annotations.Nullable;

/**
 * Holds the outcome rules and fault rules of one namespace. The first rule that matches applies.
 *
 * <p>Probabilities depend on how often a rule was evaluated, so that equal runs have equal results.
 *
 * <p>Thread-safe.
 */
public final class Rules {

  private static final int MAX_RULES = 1_000;

  private RandomSeed seed;
  private final String namespace;
  private final Map<String, OutcomeRule> outcomes = new LinkedHashMap<>();
  private final Map<String, FaultRule> faults = new LinkedHashMap<>();
  private final Map<String, Integer> evaluations = new LinkedHashMap<>();
  private final Map<String, Integer> hits = new LinkedHashMap<>();
  private int lastId;
  private long changes;

  Rules(RandomSeed seed, String namespace) {
    this.seed = seed;
    this.namespace = namespace;
  }

  /**
   * Adds an outcome rule after the existing ones.
   *
   * @param rule creates the rule with the given id
   * @throws IllegalArgumentException if there are too many rules
   */
  public synchronized OutcomeRule addOutcome(Function<String, OutcomeRule> rule) {
    OutcomeRule added = rule.apply(nextId(outcomes.size()));
    outcomes.put(added.id(), added);
    return added;
  }

  /**
   * Adds a fault rule after the existing ones.
   *
   * @param rule creates the rule with the given id
   * @throws IllegalArgumentException if there are too many rules
   */
  public synchronized FaultRule addFault(Function<String, FaultRule> rule) {
    FaultRule added = rule.apply(nextId(faults.size()));
    faults.put(added.id(), added);
    return added;
  }

  /** Returns the outcome rules in the order in which they are evaluated. */
  public synchronized List<OutcomeRule> outcomes() {
    return new ArrayList<>(outcomes.values());
  }

  /** Returns the fault rules in the order in which they are evaluated. */
  public synchronized List<FaultRule> faults() {
    return new ArrayList<>(faults.values());
  }

  /** Returns a number that changes with the state. */
  synchronized long changes() {
    return changes;
  }

  /** Removes all rules and uses another seed. Ids are not reused. */
  synchronized void reset(RandomSeed newSeed) {
    changes++;
    seed = newSeed;
    outcomes.clear();
    faults.clear();
  }

  /** Returns the complete state. */
  synchronized RulesState state() {
    return new RulesState(outcomes(), faults(), evaluations, hits, lastId);
  }

  /** Replaces the complete state. */
  synchronized void restore(RandomSeed newSeed, RulesState state) {
    reset(newSeed);
    state.outcomes().forEach(rule -> outcomes.put(rule.id(), rule));
    state.faults().forEach(rule -> faults.put(rule.id(), rule));
    evaluations.clear();
    evaluations.putAll(state.evaluations());
    hits.clear();
    hits.putAll(state.hits());
    lastId = state.lastId();
  }

  /** Returns how often a rule has applied. */
  public synchronized int hits(String id) {
    return hits.getOrDefault(id, 0);
  }

  /** Removes a rule of either kind; returns false if there is no such rule. */
  public synchronized boolean remove(String id) {
    changes++;
    return outcomes.remove(id) != null || faults.remove(id) != null;
  }

  /** Removes all outcome rules. */
  public synchronized void clearOutcomes() {
    changes++;
    outcomes.clear();
  }

  /** Removes all fault rules. */
  public synchronized void clearFaults() {
    changes++;
    faults.clear();
  }

  /** Tests whether a fault rule can still apply at {@code now}. */
  public synchronized boolean isActive(FaultRule rule, Instant now) {
    return (rule.until() == null || now.isBefore(rule.until()))
        && (rule.count() == null || hits(rule.id()) < rule.count());
  }

  /** Selects the outcome rule that applies to a new workflow, and counts the hit. */
  public synchronized Optional<OutcomeRule> outcomeFor(String template, String event) {
    for (OutcomeRule rule : outcomes.values()) {
      if ((rule.template() == null || rule.template().equals(template))
          && (rule.event() == null || rule.event().equals(event))
          && isNth(rule.id(), rule.every())
          && passesProbability(rule.id(), rule.probability())) {
        hits.merge(rule.id(), 1, Integer::sum);
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /**
   * Selects the fault rule that applies to a request, and counts the hit.
   *
   * @param template the template of the workflow to create; null for any other request
   */
  public synchronized Optional<FaultRule> faultFor(
      String operation, @Nullable String template, InstantSource clock) {
    for (FaultRule rule : faults.values()) {
      if ((rule.operation() == null || rule.operation().equals(operation))
          && (rule.template() == null || rule.template().equals(template))
          && isActive(rule, clock.instant())
          && isNth(rule.id(), null)
          && passesProbability(rule.id(), rule.probability())) {
        hits.merge(rule.id(), 1, Integer::sum);
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Returns a number from 0 (inclusive) to 1 (exclusive) for the latest hit of a rule. */
  public synchronized double chanceOfLastHit(String id) {
    return seed.chance(namespace + "/" + id + "/hit/" + hits(id));
  }

  private boolean isNth(String id, @Nullable Integer every) {
    changes++;
    int evaluation = evaluations.merge(id, 1, Integer::sum);
    return every == null || evaluation % every == 0;
  }

  private boolean passesProbability(String id, @Nullable Double probability) {
    return probability == null
        || seed.chance(namespace + "/" + id + "/" + evaluations.get(id)) < probability;
  }

  private String nextId(int size) {
    if (size >= MAX_RULES) {
      throw new IllegalArgumentException(
          "a namespace can have at most " + MAX_RULES + " rules of each kind");
    }
    changes++;
    lastId++;
    return "rule-" + lastId;
  }
}
