package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import java.util.function.Consumer;
import net.vimmerse.workflow.simulator.simulation.Seed;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What every world begins with.
 *
 * @param duration how long a workflow takes that nothing is asked of
 * @param jitter the part of that by which it may take longer or shorter, 0 to 1
 * @param seed makes chance repeatable
 * @param credits the balance; null for as much as anyone could want
 * @param refunds whether a failed workflow's credits come back
 * @param rateLimit how many requests a world may send in a while; null for any number
 * @param timeToLive how long after its creation a workflow is forgotten; null for never
 * @param webhooks how call-backs are repeated
 * @param rules adds the rules there are from the beginning
 */
public record Settings(
    Duration duration,
    double jitter,
    Seed seed,
    @Nullable Long credits,
    boolean refunds,
    @Nullable RateLimit rateLimit,
    @Nullable Duration timeToLive,
    WebhookPolicy webhooks,
    Consumer<Rules> rules) {

  /**
   * Checks the jitter.
   *
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  public Settings {
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + jitter);
    }
  }
}
