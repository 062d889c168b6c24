package net.vimmerse.workflow.contract.sequences.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import org.junit.jupiter.api.Test;

class InvariantViolationTest {
  private static InvariantViolation constant(String message) {
    return new InvariantViolation(InvariantId.OTHER_PROPERTIES_CONSTANT, message);
  }

  private static InvariantViolation invalid(String... places) {
    List<Violation> violations =
        Stream.of(places)
            .map(
                at ->
                    new Violation(
                        Direction.RESPONSE, Kind.INVALID_BODY, at, "wrong", "getWorkflow", 200))
            .toList();
    return new InvariantViolation(InvariantId.RESPONSES_CONFORM, "response " + places[0])
        .shownBy(new ValidationResult(Fixtures.exchange("GET", "/a", 200), violations));
  }

  @Test
  void other_values_and_resources_are_the_same_cause() {
    assertThat(
            constant("title of A was \"x\" and then \"y\"")
                .isLike(constant("title of B was \"\" and then 5")))
        .isTrue();
    assertThat(
            invalid("/data/completions/3/flow")
                .isLike(invalid("/data/x", "/data/completions/0/flow")))
        .isTrue();
  }

  @Test
  void another_property_or_invariant_is_another_cause() {
    InvariantViolation title = constant("title of A was \"x\" and then \"y\"");

    assertThat(title.isLike(constant("rating of A was \"x\" and then \"y\""))).isFalse();
    assertThat(title.isLike(new InvariantViolation(InvariantId.KEYS_ISOLATED, title.getMessage())))
        .isFalse();
    assertThat(invalid("/data/title").isLike(invalid("/data/rating"))).isFalse();
  }

  @Test
  void a_failure_shows_the_exchange_of_the_violation_and_no_other() {
    Failure shown = invalid("/data/title").failure();
    Failure unshown = constant("a webhook is missing").failure();

    assertThat(shown.exchange()).get().extracting(it -> it.exchange().target()).isEqualTo("/a");
    assertThat(unshown.exchange()).isEmpty();
  }
}
