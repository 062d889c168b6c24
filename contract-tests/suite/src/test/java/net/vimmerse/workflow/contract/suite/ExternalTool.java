package net.vimmerse.workflow.contract.suite;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A tool from outside the build that some tests need. A system property of its name sets what
 * happens when it is missing: {@code auto} (the default) prints a line and skips the tests, {@code
 * required} fails them, {@code off} never runs them.
 */
record ExternalTool(String name, Mode mode) {

  enum Mode {
    AUTO,
    REQUIRED,
    OFF
  }

  ExternalTool {
    requireNonNull(name, "name == null");
    requireNonNull(mode, "mode == null");
  }

  /** Starts a tool, with the mode of its system property. */
  static ExternalTool of(String name) {
    String mode =
        System.getProperty(name, System.getProperty("tools", "auto")).toUpperCase(Locale.ROOT);
    ExternalTool tool;
    try {
      tool = new ExternalTool(name, Mode.valueOf(mode));
    } catch (IllegalArgumentException e) {
      throw new AssertionFailedError("-D" + name + " is required, auto or off, not " + mode, e);
    }
    if (tool.mode == Mode.OFF) {
      String line = "NOT RUN: the " + name + " tests are off (-D" + name + "=off)";
      System.out.println(line);
      throw new TestAbortedException(line);
    }
    return tool;
  }

  /**
   * Ends a tool that cannot run.
   *
   * @return never
   */
  RuntimeException missing(ToolMissingException missing) {
    String line =
        "NOT RUN: the %s tests. %s. To run it: %s. To require it: -D%s=required"
            .formatted(name, missing.getMessage(), missing.remedy(), name);
    if (mode == Mode.REQUIRED) {
      throw new AssertionFailedError(line + "\n" + missing.output(), missing);
    }
    System.out.println(line);
    throw new TestAbortedException(line, missing);
  }
}
