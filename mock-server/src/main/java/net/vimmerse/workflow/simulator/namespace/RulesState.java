package net.vimmerse.workflow.simulator.namespace;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the complete state of {@link Rules}.
 *
 * @param outcomes in the order in which they are evaluated
 * @param faults in the order in which they are evaluated
 * @param evaluations how often each rule was evaluated, by id
 * @param hits how often each rule applied, by id
 * @param lastId the number in the latest id; 0 if there is none
 */
public record RulesState(
    List<OutcomeRule> outcomes,
    List<FaultRule> faults,
    Map<String, Integer> evaluations,
    Map<String, Integer> hits,
    int lastId) {

  public RulesState {
    outcomes = List.copyOf(outcomes);
    faults = List.copyOf(faults);
    evaluations = Collections.unmodifiableMap(new TreeMap<>(evaluations));
    hits = Collections.unmodifiableMap(new TreeMap<>(hits));
  }
}
