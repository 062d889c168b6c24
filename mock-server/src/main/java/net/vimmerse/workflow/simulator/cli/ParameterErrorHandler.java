package net.vimmerse.workflow.simulator.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what is wrong with a setting in one line that names its source. */
final class ParameterErrorHandler implements IParameterExceptionHandler {

  private static final int EXIT_INVALID_SETTING = 2;
  private static final Pattern OF_OPTION =
      Pattern.compile("Invalid value for option '[^']*'( \\([^)]*\\))?: ");

  private final SettingsDefaultProvider defaultProvider;

  ParameterErrorHandler(SettingsDefaultProvider defaultProvider) {
    this.defaultProvider = defaultProvider;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    e.getCommandLine().getErr().println(Main.NAME + ": " + location(e) + message(e));
    return EXIT_INVALID_SETTING;
  }

  private String location(ParameterException e) {
    if (!(e.getArgSpec() instanceof OptionSpec option)) {
      return "";
    }
    Setting setting = defaultProvider.of(option);
    return (setting == null ? option.longestName() : setting.source()) + ": ";
  }

  private static String message(ParameterException e) {
    String message = OF_OPTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    return e instanceof UnmatchedArgumentException unmatched
        ? message + hint(unmatched, unmatched.getUnmatched().get(0))
        : message;
  }

  private static String hint(UnmatchedArgumentException e, String error) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String name = error.replaceFirst("=.*", "");
    if (command.root().findOption(name) != null) {
      return "; options must precede " + command.name();
    }
    return error.startsWith("-")
        ? SettingNames.suggest(command.root(), name)
            .map(option -> "; did you mean " + option.longestName() + "?")
            .orElse("; --help lists all options")
        : "; --help lists all options and commands";
  }
}
