package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;

/** The known state of one created resource. */
public final class TrackedResource {
  private final String name;
  private final int owner;
  private final JsonNode requestBody;
  private final Duration createdAt;
  private final Optional<String> address;
  private String id = "";
  private JsonNode first = MissingNode.getInstance();
  private JsonNode state = MissingNode.getInstance();
  private Duration lastSeen;
  private boolean deleted;
  private int webhooks;

  /**
   * Creates a resource that has not been created on the server yet.
   *
   * @param name its name in the sequence
   * @param owner the key that creates it
   * @param requestBody the body of the create request
   * @param createdAt the elapsed time
   * @param address the webhook address; empty when there is none
   */
  public TrackedResource(
      String name, int owner, JsonNode requestBody, Duration createdAt, Optional<String> address) {
    this.name = name;
    this.owner = owner;
    this.requestBody = requestBody;
    this.createdAt = createdAt;
    this.address = address;
    this.lastSeen = createdAt;
  }

  public String name() {
    return name;
  }

  public int owner() {
    return owner;
  }

  public JsonNode requestBody() {
    return requestBody;
  }

  /** Returns the elapsed time at its creation. */
  public Duration createdAt() {
    return createdAt;
  }

  public Optional<String> address() {
    return address;
  }

  /** Returns its id; empty before the creation. */
  public String id() {
    return id;
  }

  /** Returns its state right after the creation; a missing node before. */
  public JsonNode first() {
    return first;
  }

  /** Returns its last known state; a missing node when there is none. */
  public JsonNode state() {
    return state;
  }

  /** Returns the elapsed time when it was last read. */
  public Duration lastSeen() {
    return lastSeen;
  }

  public boolean deleted() {
    return deleted;
  }

  /** Returns true if a key owns it and it is not deleted. */
  public boolean isFor(int key) {
    return key == owner && !deleted;
  }

  /** Returns the number of webhooks that were checked. */
  public int webhooks() {
    return webhooks;
  }

  public void created(String id, JsonNode state) {
    this.id = id;
    this.first = state;
    this.state = state;
  }

  public void seen(JsonNode state, Duration at) {
    this.state = state;
    this.lastSeen = at;
  }

  public void delete() {
    deleted = true;
  }

  public void webhookArrived() {
    webhooks++;
  }

  @Override
  public String toString() {
    return name;
  }
}
