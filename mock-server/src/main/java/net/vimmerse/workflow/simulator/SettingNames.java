package net.vimmerse.workflow.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What settings are called: {@code --ttl}, {@code SIMULATOR_TTL}, and {@code ttl} in a file. */
final class SettingNames {

  /** What the variables begin with. */
  static final String PREFIX = "SIMULATOR_";

  /** The one setting that cannot stand in a file. */
  static final String CONFIG = "--config";

  /** The one that is never shown. */
  static final String SECRET = "--admin-token";

  private SettingNames() {}

  /** All settings, in the order of the help. */
  static List<OptionSpec> all(CommandSpec program) {
    return program.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .collect(Collectors.toList());
  }

  /** Its name in a file. */
  static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /** Its name in the environment. */
  static String variable(OptionSpec option) {
    return PREFIX + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The setting of this name in a file, if there is one. */
  static Optional<OptionSpec> ofKey(CommandSpec program, String key) {
    return all(program).stream()
        .filter(option -> key(option).equals(key) && !option.longestName().equals(CONFIG))
        .findFirst();
  }

  /** The setting of this variable, if there is one. */
  static Optional<OptionSpec> ofVariable(CommandSpec program, String variable) {
    return all(program).stream().filter(option -> variable(option).equals(variable)).findFirst();
  }

  /**
   * The setting that someone may have meant who wrote this name, as in the command line, the
   * environment or a file.
   */
  static Optional<OptionSpec> nearest(CommandSpec program, String wrong) {
    // picocli knows what is near to the name of a subcommand only.
    CommandLine names = new CommandLine(CommandSpec.create());
    all(program).forEach(option -> names.addSubcommand(key(option), CommandSpec.create()));
    String key = wrong.replaceFirst("^(--?|" + PREFIX + ")", "").replace('_', '-');
    return new UnmatchedArgumentException(names, List.of(key))
        .getSuggestions().stream()
            .findFirst()
            .flatMap(name -> Optional.ofNullable(program.findOption("--" + name)));
  }
}
