package net.vimmerse.workflow.simulator.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes how a workflow progresses or ends. Documentation and admin API list these constants. */
public enum Directive {
  SUCCESS("", "succeeds, whatever the outcome rules say"),
  FAIL("", "fails at its first step"),
  FAIL_AT("STEP", "fails at the named step"),
  STUCK("[PERCENT]", "stops at this percentage (default 50) and never ends"),
  SLOW("TIME", "takes this long, such as 10m"),
  IMMEDIATE("", "ends as soon as it is created"),
  POLLS("N", "progresses each time it is read, and ends at the Nth read"),
  MANUAL("", "progresses only through the admin API"),
  EXPIRE("TIME", "expires this long after its creation, as if deleted");

  private final String argument;
  private final String description;

  Directive(String argument, String description) {
    this.argument = argument;
    this.description = description;
  }

  /** Returns the directive with this name; empty if there is none. */
  static Optional<Directive> byName(String name) {
    return Arrays.stream(values()).filter(known -> known.text().equals(name)).findFirst();
  }

  /** Returns the syntax of every directive, separated by commas. */
  static String allSyntax() {
    return Arrays.stream(values()).map(Directive::syntax).collect(Collectors.joining(", "));
  }

  /** Returns the name and the placeholder of its argument, such as {@code fail-at=STEP}. */
  public String syntax() {
    if (argument.isEmpty()) {
      return text();
    }
    return argument.startsWith("[")
        ? text() + "[=" + argument.substring(1)
        : text() + "=" + argument;
  }

  /** Returns what the directive does, as the end of a sentence about the workflow. */
  public String description() {
    return description;
  }

  boolean needsArgument() {
    return takesArgument() && !argument.startsWith("[");
  }

  boolean takesArgument() {
    return !argument.isEmpty();
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
