package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One command of a sequence. Its text is a sentence. */
public sealed interface Command {
  /** The length from which texts are cut off in descriptions. */
  int LONG_TEXT = 40;

  /** The same for a whole body. */
  int LONG_BODY = 120;

  /**
   * Returns the part of the command that concerns some resources; the whole command if it concerns
   * none at all, such as the time; empty if it concerns others only.
   *
   * @param names the names of the resources
   */
  default Optional<Command> about(Set<String> names) {
    return Optional.of(this);
  }

  /**
   * Creates one resource, or several in parallel.
   *
   * @param key the owner: 0 or 1
   */
  record Create(int key, List<NewResource> newResources) implements Command {
    public Create {
      newResources = List.copyOf(newResources);
    }

    @Override
    public Optional<Command> about(Set<String> names) {
      List<NewResource> kept =
          newResources.stream().filter(it -> names.contains(it.name())).toList();
      return kept.isEmpty() ? Optional.empty() : Optional.of(new Create(key, kept));
    }

    @Override
    public String toString() {
      String what =
          newResources.stream().map(NewResource::toString).collect(Collectors.joining(" and "));
      return caller(key) + " creates " + what + (newResources.size() > 1 ? " in parallel" : "");
    }
  }

  /**
   * A resource that a command creates.
   *
   * @param name its name in the sequence
   * @param body the request body
   * @param hasWebhook true if the body gets a webhook address
   */
  record NewResource(String name, ObjectNode body, boolean hasWebhook) {
    @Override
    public String toString() {
      return name + " from " + text(body) + (hasWebhook ? ", with a webhook" : "");
    }
  }

  /**
   * Reads, updates or deletes a resource.
   *
   * @param key the caller, who may not be the owner
   * @param name the name of the resource
   * @param body the request body, where the operation has one
   */
  record Access(int key, Action verb, String name, Optional<JsonNode> body) implements Command {
    @Override
    public Optional<Command> about(Set<String> names) {
      return names.contains(name) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String toString() {
      return caller(key)
          + " "
          + verb.text()
          + " "
          + name
          + body.map(sent -> " with " + text(sent)).orElse("");
    }
  }

  /** Calls a list operation, which depends on no resource. */
  record ReadList(int key, String operation) implements Command {
    @Override
    public String toString() {
      return caller(key) + " calls " + operation;
    }
  }

  /** Advances the clock. */
  record Advance(Duration time) implements Command {
    @Override
    public String toString() {
      return text(time) + " pass";
    }
  }

  /**
   * Waits until a resource has a final status, and reads it meanwhile.
   *
   * @param most how long at most
   * @param mustEnd true if it must have ended by then
   */
  record AwaitEnd(String name, Duration most, boolean mustEnd) implements Command {
    /** How often the resource is read at most, with the webhook after its end. */
    public static final int STEPS = 20;

    @Override
    public Optional<Command> about(Set<String> names) {
      return names.contains(name) ? Optional.of(this) : Optional.empty();
    }

    /** Returns the time between two reads. */
    public Duration step() {
      return most.dividedBy(STEPS);
    }

    @Override
    public String toString() {
      return "the first key reads %s until it ends, for up to %s".formatted(name, text(most));
    }
  }

  /** Returns a duration as in {@code 1m30s}. */
  static String text(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** Returns a body without the ends of long texts, and without its own if it is long itself. */
  private static String text(JsonNode body) {
    String text = shortened(body).toString();
    return text.length() > LONG_BODY ? text.substring(0, LONG_BODY) + "\u2026" : text;
  }

  /** Returns a value without the ends of long texts, so that a list of commands can be read. */
  private static JsonNode shortened(JsonNode value) {
    JsonNode copy = value.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.properties().forEach(it -> it.setValue(shortened(it.getValue())));
    } else if (copy instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, shortened(array.get(i)));
      }
    } else if (copy.isTextual() && copy.textValue().length() > LONG_TEXT) {
      return TextNode.valueOf(copy.textValue().substring(0, LONG_TEXT) + "\u2026");
    }
    return copy;
  }

  private static String caller(int key) {
    return key == 0 ? "the first key" : "the second key";
  }
}
