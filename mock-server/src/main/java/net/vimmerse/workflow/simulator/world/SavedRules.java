package net.vimmerse.workflow.simulator.world;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that {@link Rules} know, to be kept and restored.
 *
 * @param outcomes in the order in which they are tried
 * @param faults in the order in which they are tried
 * @param looks how often each rule was looked at, by its id
 * @param hits how often each rule applied, by its id
 * @param lastId the number in the id that was given last; 0 for none
 */
public record SavedRules(
    List<OutcomeRule> outcomes,
    List<FaultRule> faults,
    Map<String, Integer> looks,
    Map<String, Integer> hits,
    int lastId) {

  public SavedRules {
    outcomes = List.copyOf(outcomes);
    faults = List.copyOf(faults);
    looks = Collections.unmodifiableMap(new TreeMap<>(looks));
    hits = Collections.unmodifiableMap(new TreeMap<>(hits));
  }
}
