package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.AwaitEnd;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;

/**
 * A sequence of commands. Its text is a numbered list of sentences, each with its time.
 *
 * @param seed the seed that it was generated from; empty if it was not generated at random
 * @param commands the commands, in order
 */
public record CommandSequence(OptionalLong seed, List<Command> commands) {
  /** The name of the sequence that is not generated at random. */
  public static final String LIFE = "the life of one workflow";

  private static final int CALLERS = 2;

  public CommandSequence {
    commands = List.copyOf(commands);
  }

  /** Returns the name in results: the seed is enough to generate the sequence again. */
  public String name() {
    return seed.isPresent() ? name(seed.getAsLong()) : LIFE;
  }

  /** Returns the name of the sequence that this seed generates. */
  public static String name(long seed) {
    return "sequence with seed " + seed;
  }

  /** Returns the bodies of all create requests, which determine the cost. */
  public List<ObjectNode> creations() {
    return commands.stream()
        .filter(Create.class::isInstance)
        .flatMap(command -> ((Create) command).newResources().stream())
        .map(newResource -> newResource.body().deepCopy())
        .toList();
  }

  /**
   * Returns an upper limit for the number of requests, if no webhook is repeated: each change is
   * followed by a read, and each advance by a read of every resource.
   */
  public long maxRequests() {
    long calls = 0;
    long resources = 0;
    for (Command command : commands) {
      if (command instanceof Create create) {
        int created = create.newResources().size();
        resources += created;
        calls += 2L * created + resources;
      } else if (command instanceof Access) {
        calls += 1 + Action.values().length;
      } else if (command instanceof Advance) {
        calls += resources;
      } else if (command instanceof AwaitEnd) {
        // Reads until the end, and while a webhook is awaited.
        calls += (2 * AwaitEnd.STEPS) * resources;
      } else {
        calls++;
      }
    }
    // At the end, for webhooks, and to check the authorization of a rejected caller.
    return calls + CALLERS * resources + 2 * resources + 1;
  }

  /** Returns the sum of all advances of the clock. */
  public Duration duration() {
    return commands.stream().map(CommandSequence::duration).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration duration(Command command) {
    return command instanceof Advance advance
        ? advance.time()
        : command instanceof AwaitEnd end ? end.most() : Duration.ZERO;
  }

  /**
   * Returns the part of the sequence that concerns one resource. What concerns none, such as the
   * time, stays.
   *
   * @param name the resource
   */
  public CommandSequence about(String name) {
    return with(commands.stream().flatMap(it -> it.about(Set.of(name)).stream()).toList());
  }

  /** Returns the names of the resources that the sequence creates. */
  public List<String> resources() {
    return commands.stream()
        .filter(Create.class::isInstance)
        .flatMap(command -> ((Create) command).newResources().stream())
        .map(NewResource::name)
        .toList();
  }

  /** Returns the sequence with other commands. */
  public CommandSequence with(List<Command> commands) {
    return new CommandSequence(seed, commands);
  }

  @Override
  public String toString() {
    List<ExecutedCommands.Timed> timed = new ArrayList<>();
    Duration passed = Duration.ZERO;
    for (Command command : commands) {
      timed.add(new ExecutedCommands.Timed(passed, command));
      passed = passed.plus(duration(command));
    }
    return new ExecutedCommands(timed, passed).toString();
  }
}
