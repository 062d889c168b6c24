package net.vimmerse.workflow.contract.sequences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;

/** What is known of one thing that was created, up to now. */
final class Life {
  private final String name;
  private final int owner;
  private final JsonNode asked;
  private final Duration born;
  private final Optional<String> address;
  private String id = "";
  private JsonNode first = MissingNode.getInstance();
  private JsonNode state = MissingNode.getInstance();
  private Duration seen;
  private boolean deleted;
  private int calls;

  /**
   * Something that is about to be created.
   *
   * @param name what it is called in the sequence
   * @param owner whose it is
   * @param asked the body that it is created from
   * @param born how much time has gone by
   * @param address where it calls back; empty when it does not
   */
  Life(String name, int owner, JsonNode asked, Duration born, Optional<String> address) {
    this.name = name;
    this.owner = owner;
    this.asked = asked;
    this.born = born;
    this.address = address;
    this.seen = born;
  }

  String name() {
    return name;
  }

  int owner() {
    return owner;
  }

  JsonNode asked() {
    return asked;
  }

  /** How much time had gone by when it was created. */
  Duration born() {
    return born;
  }

  Optional<String> address() {
    return address;
  }

  /** The id that it got; empty as long as it has none. */
  String id() {
    return id;
  }

  /** How it was seen when it was created; a missing node as long as it was not. */
  JsonNode first() {
    return first;
  }

  /** How it was seen last; a missing node as long as it was not. */
  JsonNode state() {
    return state;
  }

  /** How much time had gone by when it was seen last. */
  Duration seen() {
    return seen;
  }

  boolean deleted() {
    return deleted;
  }

  /** Whether a key has it: it is the owner's, and it is there. */
  boolean isFor(int key) {
    return key == owner && !deleted;
  }

  /** How many call-backs have been looked at. */
  int calls() {
    return calls;
  }

  void born(String id, JsonNode state) {
    this.id = id;
    this.first = state;
    this.state = state;
  }

  void seen(JsonNode state, Duration at) {
    this.state = state;
    this.seen = at;
  }

  void delete() {
    deleted = true;
  }

  void called() {
    calls++;
  }

  @Override
  public String toString() {
    return name;
  }
}
