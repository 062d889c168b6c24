package net.vimmerse.workflow.simulator.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Maps the names of settings: {@code --ttl}, {@code SIMULATOR_TTL}, and {@code ttl} in a file. */
final class SettingNames {

  /** The prefix of environment variables. */
  static final String PREFIX = "SIMULATOR_";

  /** The option that cannot be set in a file. */
  static final String CONFIG = "--config";

  static final String ADMIN_TOKEN = "--admin-token";
  static final String STORE = "--store";

  /** The options whose values are never printed. */
  static final Set<String> SECRETS = Set.of(ADMIN_TOKEN, STORE);

  private SettingNames() {}

  /** Returns all settings in the order of the help. */
  static List<OptionSpec> all(CommandSpec program) {
    return program.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .collect(Collectors.toList());
  }

  /** Returns the name of a setting in a file. */
  static String key(OptionSpec option) {
    return option.longestName().substring(2);
  }

  /** Returns the environment variable of a setting. */
  static String variable(OptionSpec option) {
    return PREFIX + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Returns the setting with this name in a file; empty if there is none. */
  static Optional<OptionSpec> ofKey(CommandSpec program, String key) {
    return all(program).stream()
        .filter(option -> key(option).equals(key) && !option.longestName().equals(CONFIG))
        .findFirst();
  }

  /** Returns the setting of this variable; empty if there is none. */
  static Optional<OptionSpec> ofVariable(CommandSpec program, String variable) {
    return all(program).stream().filter(option -> variable(option).equals(variable)).findFirst();
  }

  /** Returns the setting whose name is most similar to an unknown option, variable or key. */
  static Optional<OptionSpec> suggest(CommandSpec program, String error) {
    // picocli suggests subcommands only.
    CommandLine names = new CommandLine(CommandSpec.create());
    all(program).forEach(option -> names.addSubcommand(key(option), CommandSpec.create()));
    String key = error.replaceFirst("^(--?|" + PREFIX + ")", "").replace('_', '-');
    return new UnmatchedArgumentException(names, List.of(key))
        .getSuggestions().stream()
            .findFirst()
            .flatMap(name -> Optional.ofNullable(program.findOption("--" + name)));
  }
}
