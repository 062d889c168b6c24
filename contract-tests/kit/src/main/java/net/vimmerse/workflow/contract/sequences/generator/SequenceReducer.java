package net.vimmerse.workflow.contract.sequences.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;

/** Proposes smaller variants of a command sequence. */
public final class SequenceReducer {
  private SequenceReducer() {}

  /**
   * Returns what a sequence can become in one step, the largest step first: only what concerns one
   * of its resources, without half of its commands, without fewer and fewer, then with simpler
   * commands.
   */
  public static List<CommandSequence> candidates(CommandSequence sequence) {
    List<CommandSequence> candidates = new ArrayList<>();
    List<String> resources = sequence.resources();
    if (resources.size() > 1) {
      resources.forEach(it -> candidates.add(sequence.about(it)));
    }
    int size = sequence.commands().size();
    for (int length = Math.max(1, size / 2); length > 0; length /= 2) {
      for (int from = size - length; from >= 0; from -= length) {
        List<Command> rest = new ArrayList<>(sequence.commands());
        rest.subList(from, from + length).clear();
        candidates.add(sequence.with(rest));
      }
    }
    for (int i = 0; i < size; i++) {
      for (Command simpler : simpler(sequence.commands().get(i))) {
        candidates.add(sequence.with(replaced(sequence.commands(), i, simpler)));
      }
    }
    return candidates;
  }

  private static <T> List<T> replaced(List<T> list, int index, T item) {
    List<T> replaced = new ArrayList<>(list);
    replaced.set(index, item);
    return replaced;
  }

  private static List<Command> simpler(Command command) {
    List<Command> simpler = new ArrayList<>();
    if (command instanceof Create create) {
      for (int i = 0; i < create.newResources().size(); i++) {
        if (create.newResources().size() > 1) {
          List<NewResource> fewer = new ArrayList<>(create.newResources());
          fewer.remove(i);
          simpler.add(new Create(create.key(), fewer));
        }
        for (NewResource newResource : simpler(create.newResources().get(i))) {
          simpler.add(new Create(create.key(), replaced(create.newResources(), i, newResource)));
        }
      }
    } else if (command instanceof Access access && access.body().isPresent()) {
      for (JsonNode body : smaller(access.body().get())) {
        if (!body.isEmpty()) {
          simpler.add(new Access(access.key(), access.verb(), access.name(), Optional.of(body)));
        }
      }
    }
    return simpler;
  }

  private static List<NewResource> simpler(NewResource newResource) {
    List<NewResource> simpler = new ArrayList<>();
    if (!newResource.body().isEmpty()) {
      simpler.add(
          new NewResource(
              newResource.name(), newResource.body().objectNode(), newResource.hasWebhook()));
    }
    if (newResource.hasWebhook()) {
      simpler.add(new NewResource(newResource.name(), newResource.body(), false));
    }
    for (JsonNode body : smaller(newResource.body())) {
      simpler.add(new NewResource(newResource.name(), (ObjectNode) body, newResource.hasWebhook()));
    }
    return simpler;
  }

  /** Returns the object without one of its properties, or with a smaller one. */
  private static List<JsonNode> smaller(JsonNode value) {
    List<JsonNode> smaller = new ArrayList<>();
    value
        .properties()
        .forEach(
            property -> {
              ObjectNode without = value.deepCopy();
              without.remove(property.getKey());
              smaller.add(without);
              for (JsonNode less : smaller(property.getValue())) {
                ObjectNode with = value.deepCopy();
                with.set(property.getKey(), less);
                smaller.add(with);
              }
            });
    return smaller;
  }
}
