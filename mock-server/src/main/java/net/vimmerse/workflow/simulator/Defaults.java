package net.vimmerse.workflow.simulator;

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
 * What settings are that are not on the command line: what the environment says, else the settings
 * file. An empty variable says nothing.
 */
final class Defaults implements IDefaultValueProvider {

  private final CommandLine program;
  private final Map<String, String> environment = new TreeMap<>();
  private @Nullable Map<OptionSpec, Setting> found;

  /** The defaults of a program in an environment. */
  Defaults(CommandLine program, Map<String, String> environment) {
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
   * @throws ParameterException if there is a variable or a line in the file that is no setting
   */
  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    // Whoever asks for help gets it, whatever is wrong around them.
    if (program.isUsageHelpRequested() || program.isVersionHelpRequested()) {
      return null;
    }
    Setting setting = arg instanceof OptionSpec option ? found().get(option) : null;
    // A dollar is a dollar, and not the beginning of a variable of picocli's.
    return setting == null ? null : setting.text().replace("$", "$$");
  }

  /** What was found in place of a flag; null if nothing was, or nothing was looked for. */
  @Nullable Setting of(OptionSpec option) {
    return found == null ? null : found.get(option);
  }

  private Map<OptionSpec, Setting> found() {
    Map<OptionSpec, Setting> known = found;
    if (known == null) {
      known = new HashMap<>();
      Map<OptionSpec, Setting> variables = variables();
      known.putAll(lines(variables));
      known.putAll(variables);
      found = known;
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
            + ": there is no such setting"
            + SettingNames.nearest(program.getCommandSpec(), variable)
                .map(option -> "; did you mean " + SettingNames.variable(option) + "?")
                .orElse("; --help lists all, as options"));
  }

  private Map<OptionSpec, Setting> lines(Map<OptionSpec, Setting> variables) {
    OptionSpec config = program.getCommandSpec().findOption(SettingNames.CONFIG);
    Path flag = config.getValue();
    Setting variable = variables.get(config);
    Map<OptionSpec, Setting> lines = new HashMap<>();
    if (flag != null) {
      lines.putAll(SettingsFile.read(program, flag, SettingNames.CONFIG));
    } else if (variable != null) {
      lines.putAll(SettingsFile.read(program, Path.of(variable.text()), variable.source()));
    }
    return lines;
  }
}
