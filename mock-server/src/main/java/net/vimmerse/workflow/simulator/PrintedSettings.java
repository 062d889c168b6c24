package net.vimmerse.workflow.simulator;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Prints what every setting is, and where that comes from, as a file of settings. */
final class PrintedSettings {

  private static final String PLAIN = "[A-Za-z0-9_./][A-Za-z0-9_./-]*";

  private PrintedSettings() {}

  /** Prints the settings of a program that was called so; secrets are left out. */
  static void print(CommandSpec program, ParseResult called, Defaults defaults, PrintWriter out) {
    for (OptionSpec option : SettingNames.all(program)) {
      if (!option.longestName().equals(SettingNames.CONFIG)) {
        out.println(line(option, called, defaults));
      }
    }
  }

  private static String line(OptionSpec option, ParseResult called, Defaults defaults) {
    Setting found = defaults.of(option);
    String key = SettingNames.key(option);
    String text = option.defaultValue();
    String source = "default";
    if (called.hasMatchedOption(option)) {
      text = String.join(",", option.stringValues());
      source = option.longestName();
    } else if (found != null) {
      text = found.text();
      source = found.source();
    }
    if (text == null) {
      return "# " + key + " is not set";
    }
    return option.longestName().equals(SettingNames.SECRET)
        ? "# " + key + " is set, but not shown # " + source
        : key + ": " + quoted(text) + " # " + source;
  }

  private static String quoted(String text) {
    return text.matches(PLAIN) ? text : "'" + text.replace("'", "''") + "'";
  }
}
