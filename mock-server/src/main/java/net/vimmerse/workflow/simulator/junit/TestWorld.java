package net.vimmerse.workflow.simulator.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.vimmerse.workflow.simulator.simulation.Script;
import net.vimmerse.workflow.simulator.simulation.Snapshot;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.webhook.LogEntry;
import net.vimmerse.workflow.simulator.world.FaultEffect;
import net.vimmerse.workflow.simulator.world.FaultEffect.Breakage;
import net.vimmerse.workflow.simulator.world.FaultRule;
import net.vimmerse.workflow.simulator.world.LoggedRequest;
import net.vimmerse.workflow.simulator.world.OutcomeRule;
import net.vimmerse.workflow.simulator.world.World;
import org.jspecify.annotations.Nullable;

/**
 * One test's own part of the simulator: what happens here is felt by no other test.
 *
 * <p>Give {@link #url} and {@link #key} to what is tested, whatever HTTP client it uses. Its clock
 * stands still at first, so that nothing happens behind the test's back.
 *
 * <p>Thread-safe.
 */
public final class TestWorld {

  private final String url;
  private final String key;
  private final World world;

  TestWorld(String url, String key, World world) {
    this.url = url;
    this.key = key;
    this.world = world;
  }

  /** The base URL of the API, without a slash at the end. */
  public String url() {
    return url;
  }

  /** The API key that leads to this world. */
  public String key() {
    return key;
  }

  /** The time here. */
  public VirtualClock clock() {
    return world.clock();
  }

  /**
   * Puts the clock forward, and returns when all that is due by then has happened, call-backs
   * included.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  public void advance(Duration duration) {
    world.clock().advance(duration);
  }

  /**
   * Asks something of every workflow created from now on, such as {@code fail-at=upscale}.
   *
   * @throws IllegalArgumentException if there is no such outcome; the message names those there are
   */
  public void outcome(String outcome) {
    Script script = Script.parse(outcome);
    world.rules().clearOutcomes();
    world.rules().addOutcome(id -> new OutcomeRule(id, null, null, null, null, script));
  }

  /**
   * Answers the next {@code count} requests of an operation, such as getWorkflow, with a status.
   */
  public void failNext(int count, String operation, int status) {
    fault(count, operation, new FaultEffect(status, null, null, null, null, null));
  }

  /** Spoils the next {@code count} answers of an operation, such as createWorkflow. */
  public void breakNext(int count, String operation, Breakage breakage) {
    fault(count, operation, new FaultEffect(null, null, null, null, null, breakage));
  }

  /** Sets what is left to spend; null for as much as anyone could want. */
  public void credits(@Nullable Long balance) {
    world.credits().setBalance(balance);
  }

  /** What is left to spend; null for as much as anyone could want. */
  public @Nullable Long credits() {
    return world.credits().balance(now());
  }

  /** The workflows here, the oldest first. */
  public List<Workflow> workflows() {
    return world.workflows();
  }

  /** What a reader sees of a workflow now. */
  public Snapshot look(Workflow workflow) {
    return Snapshot.of(workflow, now());
  }

  /** The requests that reached this world, the oldest first. */
  public List<LoggedRequest> requests() {
    return world.requests().requests();
  }

  /** How often an operation was called, whatever it was answered with. */
  public long calls(String operation) {
    return requests().stream().filter(request -> request.operation().equals(operation)).count();
  }

  /** The call-backs, made and to come, the oldest first. */
  public List<LogEntry> webhooks() {
    return world.webhooks().log();
  }

  /** Everything else that a world has. */
  public World world() {
    return world;
  }

  private Instant now() {
    return world.clock().instant();
  }

  private void fault(int count, String operation, FaultEffect effect) {
    world.rules().addFault(id -> new FaultRule(id, operation, null, null, count, null, effect));
  }
}
