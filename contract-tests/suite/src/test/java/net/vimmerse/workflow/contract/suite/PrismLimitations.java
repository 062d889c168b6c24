package net.vimmerse.workflow.contract.suite;

import static net.vimmerse.workflow.contract.suite.KnownLimitation.arrived;
import static net.vimmerse.workflow.contract.suite.KnownLimitation.rejected;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.openapi.Document;

/** What Prism does not do, or does otherwise, as mock and as proxy. */
final class PrismLimitations {
  private static final Predicate<Case> UNREADABLE =
      arrived(
          "body",
          "only whitespace",
          "not JSON",
          "truncated",
          "a trailing comma",
          "data after the end",
          "single quotes",
          "a comment",
          "not a number",
          "a raw control character");
  private static final Predicate<Case> READABLE_TO_IT =
      arrived("body", "a lone surrogate in its bytes", "a duplicate property");
  private static final Predicate<Case> EMPTY_PARAMETER = arrived("detail", "empty");

  private static final List<KnownLimitation> ANY =
      List.of(
          new KnownLimitation(
              "rejects a body that it cannot read in a form of its own", UNREADABLE),
          new KnownLimitation("reads JSON as JavaScript does", READABLE_TO_IT),
          new KnownLimitation("knows no largest body", rejected("x-max-bytes")));

  private PrismLimitations() {}

  /** What it cannot do as a mock. */
  static List<KnownLimitation> ofMock() {
    return with(
        new KnownLimitation(
            "has one status for every rejection",
            rejected(Document.DISCRIMINATOR).or(rejected("minProperties"))),
        new KnownLimitation("takes an empty parameter for none", EMPTY_PARAMETER));
  }

  /** What the server behind it cannot do for its sake. */
  static List<KnownLimitation> ofProxy() {
    return with(
        new KnownLimitation("passes a text on without its quotes", arrived("body", "a string")));
  }

  /** Whether it sees nothing wrong with the request of a case that is to be rejected. */
  static boolean isBlindTo(Case one) {
    return one.stateful()
        || ANY.stream().anyMatch(it -> it.cases().test(one))
        || EMPTY_PARAMETER.test(one);
  }

  private static List<KnownLimitation> with(KnownLimitation... more) {
    List<KnownLimitation> all = new ArrayList<>(ANY);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
