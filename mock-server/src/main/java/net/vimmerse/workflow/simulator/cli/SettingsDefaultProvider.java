package net.vimmerse.workflow.simulator.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Provides the options that are not on the command line: from the environment, else from the
 * settings file. Ignores empty variables.
 */
final class SettingsDefaultProvider implements IDefaultValueProvider {

  private final CommandLine program;
  private final Map<String, String> environment = new TreeMap<>();
  private @Nullable Map<OptionSpec, Setting> resolved;

  /** Creates a provider for a program in an environment. */
  SettingsDefaultProvider(CommandLine program, Map<String, String> environment) {
    this.program = program;
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(SettingNames.PREFIX) && !value.isEmpty()) {
            this.environment.put(variable, value);
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws ParameterException if a variable or a line of the file is not a setting
   */
  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    // Help must work even if the settings are invalid.
    if (program.isUsageHelpRequested() || program.isVersionHelpRequested()) {
      return null;
    }
    Setting setting = arg instanceof OptionSpec option ? resolve().get(option) : null;
    // Escapes dollar signs, which picocli would interpolate.
    return setting == null ? null : setting.text().replace("$", "$$");
  }

  /** Returns the setting for an option; null if there is none, or none was looked up. */
  @Nullable Setting of(OptionSpec option) {
    return resolved == null ? null : resolved.get(option);
  }

  private Map<OptionSpec, Setting> resolve() {
    Map<OptionSpec, Setting> known = resolved;
    if (known == null) {
      known = new HashMap<>();
      Map<OptionSpec, Setting> variables = variables();
      known.putAll(fileSettings(variables));
      known.putAll(variables);
      resolved = known;
    }
    return known;
  }

  private Map<OptionSpec, Setting> variables() {
    Map<OptionSpec, Setting> variables = new HashMap<>();
    environment.forEach(
        (variable, value) ->
            variables.put(
                SettingNames.ofVariable(program.getCommandSpec(), variable)
                    .orElseThrow(() -> unknown(variable)),
                new Setting(value, variable)));
    return variables;
  }

  private ParameterException unknown(String variable) {
    return new ParameterException(
        program,
        variable
            + ": unknown setting"
            + SettingNames.suggest(program.getCommandSpec(), variable)
                .map(option -> "; did you mean " + SettingNames.variable(option) + "?")
                .orElse("; --help lists all settings"));
  }

  private Map<OptionSpec, Setting> fileSettings(Map<OptionSpec, Setting> variables) {
    OptionSpec config = program.getCommandSpec().findOption(SettingNames.CONFIG);
    Path flag = config.getValue();
    Setting variable = variables.get(config);
    Map<OptionSpec, Setting> fileSettings = new HashMap<>();
    if (flag != null) {
      fileSettings.putAll(SettingsFile.read(program, flag, SettingNames.CONFIG));
    } else if (variable != null) {
      fileSettings.putAll(SettingsFile.read(program, Path.of(variable.text()), variable.source()));
    }
    return fileSettings;
  }
}
