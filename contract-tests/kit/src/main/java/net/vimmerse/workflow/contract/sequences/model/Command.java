package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One command of a sequence. Its text is a sentence. */
public sealed interface Command {

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
      return name + " from " + body + (hasWebhook ? ", with a webhook" : "");
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
    public String toString() {
      return caller(key)
          + " "
          + verb.text()
          + " "
          + name
          + body.map(sent -> " with " + sent).orElse("");
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
      return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + " pass";
    }
  }

  private static String caller(int key) {
    return key == 0 ? "the first key" : "the second key";
  }
}
