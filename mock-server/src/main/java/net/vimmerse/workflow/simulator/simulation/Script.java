package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a workflow, such as {@code slow=10m,fail-at=upscale}: {@linkplain Directive
 * directives}, separated by commas; of two that contradict each other, the later one counts.
 */
public final class Script {

  /** Asks nothing. */
  public static final Script EMPTY = new Script("");

  private static final int HALF_WAY = 50;

  private final String text;
  private @Nullable Duration duration;
  private @Nullable Duration expiry;
  private @Nullable String failAt;
  private boolean fails;
  private boolean decidesEnd;
  private @Nullable Integer stuckAt;
  private Pace pace = new Pace.Time();

  private Script(String text) {
    this.text = text;
  }

  /**
   * Reads a script.
   *
   * @throws IllegalArgumentException if it cannot be understood; the message says why and what
   *     could
   */
  public static Script parse(String text) {
    Script script = new Script(text.strip());
    for (String part : text.split(",", -1)) {
      String[] sides = part.strip().split("=", 2);
      Directive directive =
          Directive.named(sides[0])
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no outcome '" + sides[0] + "', only " + Directive.forms()));
      String argument = sides.length < 2 ? "" : sides[1];
      boolean fits = argument.isEmpty() ? !directive.needsArgument() : directive.takesArgument();
      if (!fits) {
        throw new IllegalArgumentException(
            "'" + part.strip() + "' should be written " + directive.form());
      }
      script.apply(directive, argument);
    }
    return script;
  }

  private void apply(Directive directive, String argument) {
    switch (directive) {
      case SUCCESS -> end(false, null, null);
      case FAIL -> end(true, null, null);
      case FAIL_AT -> end(true, argument, null);
      case STUCK ->
          end(false, null, argument.isEmpty() ? HALF_WAY : number(directive, argument, 0, 99));
      case SLOW -> duration = duration(argument);
      case IMMEDIATE -> duration = Duration.ZERO;
      case POLLS -> pace = new Pace.Polls(number(directive, argument, 1, 10_000));
      case MANUAL -> pace = new Pace.Manual();
      case EXPIRE -> expiry = duration(argument);
    }
  }

  private void end(boolean fails, @Nullable String failAt, @Nullable Integer stuckAt) {
    this.decidesEnd = true;
    this.fails = fails;
    this.failAt = failAt;
    this.stuckAt = stuckAt;
  }

  /** Whether it says how the workflow ends, and not only when. */
  public boolean decidesEnd() {
    return decidesEnd;
  }

  /** Whether nothing was asked. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * What this means for a workflow that would otherwise succeed.
   *
   * @param usual how long a workflow takes that nothing is asked of
   * @param origin where the script came from, for the note
   * @throws IllegalArgumentException if it names a step that the pipeline has not
   */
  public Plan plan(Pipeline pipeline, Duration usual, Instant now, String origin) {
    String note = isEmpty() ? null : origin + " asks for " + text;
    Outcome outcome = new Outcome.Success();
    if (fails) {
      outcome =
          new Outcome.Failure(
              failAt == null ? 0 : pipeline.indexOf(failAt), origin + " asks for " + text);
    } else if (stuckAt != null) {
      outcome = new Outcome.Stuck(stuckAt);
    }
    return new Plan(
        duration == null ? usual : duration,
        outcome,
        pace,
        expiry == null ? null : now.plus(expiry),
        note);
  }

  @Override
  public String toString() {
    return text;
  }

  private static int number(Directive directive, String argument, int least, int most) {
    if (argument.matches("\\d{1,5}")) {
      int number = Integer.parseInt(argument);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        directive.form() + " takes a number from " + least + " to " + most + ", not " + argument);
  }

  /**
   * Reads a duration as people write them: {@code 500ms}, {@code 20s}, {@code 1m30s}, {@code PT2H}.
   *
   * @throws IllegalArgumentException if it is none, negative, or longer than {@link Plan#LONGEST}
   */
  public static Duration duration(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    Duration duration;
    try {
      duration =
          upper.matches("\\d{1,15}MS")
              ? Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)))
              : Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration. Write it like 500ms, 20s, 1m30s or 2h.", e);
    }
    if (duration.isNegative() || duration.compareTo(Plan.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a duration must be from 0 to " + Plan.LONGEST.toDays() + " days, not " + text);
    }
    return duration;
  }
}
