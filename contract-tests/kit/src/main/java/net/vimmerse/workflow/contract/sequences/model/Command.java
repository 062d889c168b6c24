package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One step of a sequence. Printed, it is a sentence. */
public sealed interface Command {

  /**
   * Creates one, or several at the same time.
   *
   * @param key whose they are: 0 or 1
   */
  record Create(int key, List<Birth> births) implements Command {
    public Create {
      births = List.copyOf(births);
    }

    @Override
    public String toString() {
      String what = births.stream().map(Birth::toString).collect(Collectors.joining(" and "));
      return holder(key) + " creates " + what + (births.size() > 1 ? " at the same time" : "");
    }
  }

  /**
   * What is created in a step.
   *
   * @param name what it is called from then on
   * @param body what is sent
   * @param calledBack whether the body gets an address to call back
   */
  record Birth(String name, ObjectNode body, boolean calledBack) {
    @Override
    public String toString() {
      return name + " from " + body + (calledBack ? ", to be called back" : "");
    }
  }

  /**
   * Follows a link.
   *
   * @param key who does it, the owner or not
   * @param name whose link it is
   * @param body what is sent, where the operation takes something
   */
  record Follow(int key, Action verb, String name, Optional<JsonNode> body) implements Command {
    @Override
    public String toString() {
      return holder(key)
          + " "
          + verb.text()
          + " "
          + name
          + body.map(sent -> " with " + sent).orElse("");
    }
  }

  /** Reads what does not depend on what was created. */
  record Browse(int key, String operation) implements Command {
    @Override
    public String toString() {
      return holder(key) + " calls " + operation;
    }
  }

  /** Lets time go by. */
  record Pass(Duration time) implements Command {
    @Override
    public String toString() {
      return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + " go by";
    }
  }

  private static String holder(int key) {
    return key == 0 ? "the first key" : "the second key";
  }
}
