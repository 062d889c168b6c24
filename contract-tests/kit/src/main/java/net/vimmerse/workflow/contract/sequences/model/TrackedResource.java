package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;

/** What is known of one thing that was created, up to now. */
public final class TrackedResource {
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
  public TrackedResource(
      String name, int owner, JsonNode asked, Duration born, Optional<String> address) {
    this.name = name;
    this.owner = owner;
    this.asked = asked;
    this.born = born;
    this.address = address;
    this.seen = born;
  }

  public String name() {
    return name;
  }

  public int owner() {
    return owner;
  }

  public JsonNode asked() {
    return asked;
  }

  /** How much time had gone by when it was created. */
  public Duration born() {
    return born;
  }

  public Optional<String> address() {
    return address;
  }

  /** The id that it got; empty as long as it has none. */
  public String id() {
    return id;
  }

  /** How it was seen when it was created; a missing node as long as it was not. */
  public JsonNode first() {
    return first;
  }

  /** How it was seen last; a missing node as long as it was not. */
  public JsonNode state() {
    return state;
  }

  /** How much time had gone by when it was seen last. */
  public Duration seen() {
    return seen;
  }

  public boolean deleted() {
    return deleted;
  }

  /** Whether a key has it: it is the owner's, and it is there. */
  public boolean isFor(int key) {
    return key == owner && !deleted;
  }

  /** How many call-backs have been looked at. */
  public int calls() {
    return calls;
  }

  public void born(String id, JsonNode state) {
    this.id = id;
    this.first = state;
    this.state = state;
  }

  public void seen(JsonNode state, Duration at) {
    this.state = state;
    this.seen = at;
  }

  public void delete() {
    deleted = true;
  }

  public void called() {
    calls++;
  }

  @Override
  public String toString() {
    return name;
  }
}
