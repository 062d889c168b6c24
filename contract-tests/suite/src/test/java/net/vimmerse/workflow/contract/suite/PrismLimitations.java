package net.vimmerse.workflow.contract.suite;

import static net.vimmerse.workflow.contract.suite.KnownLimitation.called;
import static net.vimmerse.workflow.contract.suite.KnownLimitation.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.cases.Case;

/** What Prism does not do, or does otherwise, as mock and as proxy. */
final class PrismLimitations {
  private static final Predicate<Case> UNREADABLE =
      called(
          "body",
          "only blanks",
          "no JSON",
          "cut off",
          "a comma too many",
          "more after its end",
          "single quotes",
          "a comment",
          "not a number",
          "a raw control character",
          "UTF-16");
  private static final Predicate<Case> READABLE_TO_IT =
      called("body", "a lone surrogate in its bytes", "a member twice");
  private static final Predicate<Case> OTHER_JSON =
      called("Content-Type", "application/vnd.api+json");
  private static final Predicate<Case> EMPTY_PARAMETER = called("detail", "empty");

  private static final List<KnownLimitation> ANY =
      List.of(
          new KnownLimitation("refuses a body that it cannot read in a form of its own", UNREADABLE),
          new KnownLimitation("reads JSON as JavaScript does", READABLE_TO_IT),
          new KnownLimitation("knows no largest body", refused("x-max-bytes")));

  private PrismLimitations() {}

  /** What it cannot do as a mock. */
  static List<KnownLimitation> ofMock() {
    return with(
        new KnownLimitation(
            "has one status for whatever it refuses",
            refused("discriminator").or(refused("minProperties"))),
        new KnownLimitation("takes whatever content type ends in +json", OTHER_JSON),
        new KnownLimitation("takes an empty parameter for none", EMPTY_PARAMETER));
  }

  /** What the server behind it cannot do for its sake. */
  static List<KnownLimitation> ofProxy() {
    return with(new KnownLimitation("passes a text on without its quotes", called("body", "a string")));
  }

  /** Whether it sees nothing wrong with the request of a case that is to be refused. */
  static boolean isBlindTo(Case one) {
    return one.stateful()
        || ANY.stream().anyMatch(it -> it.cases().test(one))
        || OTHER_JSON.or(EMPTY_PARAMETER).test(one);
  }

  private static List<KnownLimitation> with(KnownLimitation... more) {
    List<KnownLimitation> all = new ArrayList<>(ANY);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
