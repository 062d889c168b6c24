package net.vimmerse.workflow.simulator;

import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a setting in one line, with the place where it comes from. */
final class OneLineErrors implements IParameterExceptionHandler {

  private static final int WRONG_SETTING = 2;
  private static final Pattern OF_OPTION =
      Pattern.compile("Invalid value for option '[^']*'( \\([^)]*\\))?: ");

  private final Defaults defaults;

  OneLineErrors(Defaults defaults) {
    this.defaults = defaults;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    e.getCommandLine().getErr().println(Main.NAME + ": " + place(e) + what(e));
    return WRONG_SETTING;
  }

  private String place(ParameterException e) {
    if (!(e.getArgSpec() instanceof OptionSpec option)) {
      return "";
    }
    Setting setting = defaults.of(option);
    return (setting == null ? option.longestName() : setting.source()) + ": ";
  }

  private static String what(ParameterException e) {
    String message = OF_OPTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    return e instanceof UnmatchedArgumentException unmatched
        ? message + hint(unmatched, unmatched.getUnmatched().get(0))
        : message;
  }

  private static String hint(UnmatchedArgumentException e, String wrong) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String name = wrong.replaceFirst("=.*", "");
    if (command.root().findOption(name) != null) {
      return "; write options before " + command.name();
    }
    return wrong.startsWith("-")
        ? SettingNames.nearest(command.root(), name)
            .map(option -> "; did you mean " + option.longestName() + "?")
            .orElse("; --help lists all options")
        : "; --help lists all options and commands";
  }
}
