package net.vimmerse.workflow.simulator.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Prints all settings and their sources as a settings file. */
final class SettingsPrinter {

  private static final String PLAIN = "[A-Za-z0-9_./][A-Za-z0-9_./-]*";

  private SettingsPrinter() {}

  /** Prints the settings of a program; omits secrets. */
  static void print(
      CommandSpec program,
      ParseResult called,
      SettingsDefaultProvider defaultProvider,
      PrintWriter out) {
    for (OptionSpec option : SettingNames.all(program)) {
      if (!option.longestName().equals(SettingNames.CONFIG)) {
        out.println(line(option, called, defaultProvider));
      }
    }
  }

  private static String line(
      OptionSpec option, ParseResult called, SettingsDefaultProvider defaultProvider) {
    Setting setting = defaultProvider.of(option);
    String key = SettingNames.key(option);
    String text = option.defaultValue();
    String source = "default";
    if (called.hasMatchedOption(option)) {
      text = String.join(",", option.stringValues());
      source = option.longestName();
    } else if (setting != null) {
      text = setting.text();
      source = setting.source();
    }
    if (text == null) {
      return "# " + key + " is not set";
    }
    return SettingNames.SECRETS.contains(option.longestName())
        ? "# " + key + " is set but not shown # " + source
        : key + ": " + quoted(text) + " # " + source;
  }

  private static String quoted(String text) {
    return text.matches(PLAIN) ? text : "'" + text.replace("'", "''") + "'";
  }
}
