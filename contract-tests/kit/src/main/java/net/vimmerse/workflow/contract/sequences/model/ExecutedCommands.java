package net.vimmerse.workflow.contract.sequences.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.AwaitEnd;

/**
 * The commands that were executed until something was seen. Its text is a numbered list of
 * sentences, each with its time.
 *
 * @param commands the commands, in order
 * @param end when it was seen
 */
public record ExecutedCommands(List<Timed> commands, Duration end) {

  /**
   * One command.
   *
   * @param at when it began
   */
  public record Timed(Duration at, Command command) {}

  public ExecutedCommands {
    commands = List.copyOf(commands);
  }

  /**
   * Returns the text about some resources: without the commands about others, whose number it
   * tells. Commands about none stay, and so does the time that others took.
   *
   * @param names the names of the resources; empty for all of them
   */
  public String about(Set<String> names) {
    if (names.isEmpty()) {
      return toString();
    }
    List<Timed> shown = new ArrayList<>();
    int others = 0;
    for (int i = 0; i < commands.size(); i++) {
      Timed timed = commands.get(i);
      Optional<Command> part = timed.command().about(names);
      if (part.isEmpty()) {
        others++;
        part = timed.command() instanceof AwaitEnd ? Optional.of(new Advance(passed(i))) : part;
      }
      part.ifPresent(it -> shown.add(new Timed(timed.at(), it)));
    }
    String text = new ExecutedCommands(shown, end).toString();
    return switch (others) {
      case 0 -> text;
      case 1 -> text + String.format("  1 step on another workflow not shown%n");
      default -> text + String.format("  %d steps on other workflows not shown%n", others);
    };
  }

  /** Returns how long a command took. */
  private Duration passed(int index) {
    Duration next = index + 1 < commands.size() ? commands.get(index + 1).at() : end;
    return next.minus(commands.get(index).at());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < commands.size(); i++) {
      Timed timed = commands.get(i);
      String at = timed.at().isZero() ? "" : "at " + Command.text(timed.at()) + " ";
      text.append(String.format("  %d. %s%s%n", i + 1, at, timed.command()));
    }
    return text.toString();
  }
}
