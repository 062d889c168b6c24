package net.vimmerse.workflow.contract.mutants;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Why some mutants that nothing has killed are as good as the original. */
final class Equivalents {
  private final Map<Pattern, String> reasons;
  private final Set<Pattern> used = ConcurrentHashMap.newKeySet();

  /**
   * Makes a list.
   *
   * @param reasons the reason for all mutants whose text, kind and site, fits a pattern
   */
  Equivalents(Map<Pattern, String> reasons) {
    this.reasons = reasons;
  }

  /** The fate of a mutant that nothing has killed. */
  Fate fate(String kind, String site) {
    String text = kind + ": " + site;
    Optional<Pattern> pattern =
        reasons.keySet().stream().filter(it -> it.matcher(text).matches()).findFirst();
    pattern.ifPresent(used::add);
    return pattern
        .map(it -> Fate.equivalent(kind, site, reasons.get(it)))
        .orElseGet(() -> Fate.survived(kind, site));
  }

  /** Patterns that no mutant needed, so that the list holds nothing that is no longer true. */
  List<Pattern> unused() {
    return reasons.keySet().stream().filter(it -> !used.contains(it)).toList();
  }
}
