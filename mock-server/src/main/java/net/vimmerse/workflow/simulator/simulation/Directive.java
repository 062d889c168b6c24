package net.vimmerse.workflow.simulator.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be asked of a workflow. The one table of it: documentation and admin API show this. */
public enum Directive {
  SUCCESS("", "ends well, whatever a rule says"),
  FAIL("", "fails at its first step"),
  FAIL_AT("STEP", "fails at the step of this name"),
  STUCK("[PERCENT]", "stops at this percentage, 50 if none is given, and never ends"),
  SLOW("TIME", "takes this long, such as 10m"),
  IMMEDIATE("", "has ended when it is created"),
  POLLS("N", "moves on when it is read, and ends with the Nth read"),
  MANUAL("", "moves on only when the admin API says so"),
  EXPIRE("TIME", "is gone, as if deleted, this long after its creation");

  private final String argument;
  private final String meaning;

  Directive(String argument, String meaning) {
    this.argument = argument;
    this.meaning = meaning;
  }

  /** The directive with this name; empty if there is none. */
  static Optional<Directive> named(String name) {
    return Arrays.stream(values()).filter(known -> known.text().equals(name)).findFirst();
  }

  /** Every form, for a message that says what could have been meant. */
  static String forms() {
    return Arrays.stream(values()).map(Directive::form).collect(Collectors.joining(", "));
  }

  /** How it is written: the name, and what follows the equals sign. */
  public String form() {
    if (argument.isEmpty()) {
      return text();
    }
    return argument.startsWith("[")
        ? text() + "[=" + argument.substring(1)
        : text() + "=" + argument;
  }

  /** What it does to a workflow. */
  public String meaning() {
    return meaning;
  }

  boolean needsArgument() {
    return !argument.isEmpty() && !argument.startsWith("[");
  }

  boolean takesArgument() {
    return !argument.isEmpty();
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
