package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import net.vimmerse.workflow.simulator.clock.Durations;
import org.jspecify.annotations.Nullable;

/**
 * A list of {@linkplain Directive directives} for a workflow, such as {@code
 * slow=10m,fail-at=upscale}. If two directives contradict each other, the later one applies.
 */
public final class OutcomeDirectives {

  /** Contains no directives. */
  public static final OutcomeDirectives EMPTY = new OutcomeDirectives("");

  private static final int DEFAULT_STUCK_PERCENTAGE = 50;

  private final String text;
  private @Nullable Duration duration;
  private @Nullable Duration expiry;
  private @Nullable String failAt;
  private boolean fails;
  private boolean setsOutcome;
  private @Nullable Integer stuckAt;
  private Progression progression = new Progression.Time();

  private OutcomeDirectives(String text) {
    this.text = text;
  }

  /**
   * Parses a comma-separated list of directives.
   *
   * @throws IllegalArgumentException if a directive is unknown or malformed; the message says what
   *     is expected
   */
  public static OutcomeDirectives parse(String text) {
    OutcomeDirectives directives = new OutcomeDirectives(text.strip());
    for (String part : text.split(",", -1)) {
      String[] nameAndArgument = part.strip().split("=", 2);
      Directive directive =
          Directive.byName(nameAndArgument[0])
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "unknown outcome '"
                              + nameAndArgument[0]
                              + "'; expected one of "
                              + Directive.allSyntax()));
      String argument = nameAndArgument.length < 2 ? "" : nameAndArgument[1];
      boolean valid = argument.isEmpty() ? !directive.needsArgument() : directive.takesArgument();
      if (!valid) {
        throw new IllegalArgumentException(
            "'" + part.strip() + "' must have the form " + directive.syntax());
      }
      directives.apply(directive, argument);
    }
    return directives;
  }

  private void apply(Directive directive, String argument) {
    switch (directive) {
      case SUCCESS -> setOutcome(false, null, null);
      case FAIL -> setOutcome(true, null, null);
      case FAIL_AT -> setOutcome(true, argument, null);
      case STUCK ->
          setOutcome(
              false,
              null,
              argument.isEmpty() ? DEFAULT_STUCK_PERCENTAGE : number(directive, argument, 0, 99));
      case SLOW -> duration = Durations.parse(argument);
      case IMMEDIATE -> duration = Duration.ZERO;
      case POLLS -> progression = new Progression.Polls(number(directive, argument, 1, 10_000));
      case MANUAL -> progression = new Progression.Manual();
      case EXPIRE -> expiry = Durations.parse(argument);
    }
  }

  private void setOutcome(boolean fails, @Nullable String failAt, @Nullable Integer stuckAt) {
    this.setsOutcome = true;
    this.fails = fails;
    this.failAt = failAt;
    this.stuckAt = stuckAt;
  }

  /** Tests whether a directive sets how the workflow ends, not only when. */
  public boolean setsOutcome() {
    return setsOutcome;
  }

  /** Tests whether there are no directives. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * Returns the plan for a new workflow.
   *
   * @param defaultDuration the duration unless a directive sets another
   * @param source where the directives come from, for the note
   * @throws IllegalArgumentException if a directive names a step that the pipeline does not have
   */
  public OutcomePlan plan(Pipeline pipeline, Duration defaultDuration, Instant now, String source) {
    String note = source + " asks for " + text;
    Outcome outcome = new Outcome.Success();
    if (fails) {
      outcome = new Outcome.Failure(failAt == null ? 0 : pipeline.indexOf(failAt), note);
    } else if (stuckAt != null) {
      outcome = new Outcome.Stuck(stuckAt);
    }
    return new OutcomePlan(
        duration == null ? defaultDuration : duration,
        outcome,
        progression,
        expiry == null ? null : now.plus(expiry),
        isEmpty() ? null : note);
  }

  /** Returns the directives as they were written. */
  @Override
  public String toString() {
    return text;
  }

  private static int number(Directive directive, String argument, int min, int max) {
    if (argument.matches("\\d{1,5}")) {
      int number = Integer.parseInt(argument);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        directive.syntax() + " takes a number from " + min + " to " + max + ", not " + argument);
  }
}
