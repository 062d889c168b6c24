package net.vimmerse.workflow.contract.mutation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Why some mutants that nothing has killed are as good as the original.
 *
 * @param <M> the sort of mutant
 */
final class EquivalentMutants<M> {
  private final Map<String, Predicate<M>> reasons;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /**
   * Makes a list.
   *
   * @param reasons each reason, for people, with the mutants that it holds for; the first counts
   */
  EquivalentMutants(Map<String, Predicate<M>> reasons) {
    this.reasons = reasons;
  }

  /** Returns the reason why a surviving mutant is equivalent; empty when there is none. */
  Optional<String> reason(M mutant) {
    Optional<String> reason =
        reasons.keySet().stream().filter(it -> reasons.get(it).test(mutant)).findFirst();
    reason.ifPresent(used::add);
    return reason;
  }

  /** Returns the reasons that apply to none of these mutants, killed or not. */
  List<String> without(List<M> mutants) {
    return reasons.keySet().stream()
        .filter(it -> mutants.stream().noneMatch(reasons.get(it)))
        .toList();
  }

  /** Returns the reasons that no mutant needed, which are out of date. */
  List<String> unused() {
    return reasons.keySet().stream().filter(it -> !used.contains(it)).toList();
  }
}
