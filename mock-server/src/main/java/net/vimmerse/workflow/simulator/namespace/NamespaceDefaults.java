package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.util.function.Consumer;
import net.vimmerse.workflow.simulator.simulation.RandomSeed;
import net.vimmerse.workflow.simulator.simulation.TimingProfile;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Holds the settings that every namespace starts with.
 *
 * @param duration how long a workflow takes by default
 * @param jitter the part of the duration by which it varies at random, 0 to 1
 * @param timing how long the workflows of a service took; those have no jitter
 * @param seed makes ids and probabilities reproducible
 * @param credits the initial balance; null for unlimited
 * @param refunds whether the credits of a failed workflow are refunded
 * @param rateLimit null for no limit
 * @param timeToLive the time from the creation of a workflow to its expiry; null for never
 * @param webhooks the initial webhook policy
 * @param maxLogBytes the maximum size of the request logs of all namespaces together
 * @param maxNamespaces the maximum number of namespaces in memory
 * @param namespaceTtl the real time without a request after which a namespace is removed; null for
 *     never
 * @param rules adds the initial rules
 */
public record NamespaceDefaults(
    Duration duration,
    double jitter,
    TimingProfile timing,
    RandomSeed seed,
    @Nullable Long credits,
    boolean refunds,
    @Nullable RateLimit rateLimit,
    @Nullable Duration timeToLive,
    WebhookPolicy webhooks,
    long maxLogBytes,
    int maxNamespaces,
    @Nullable Duration namespaceTtl,
    Consumer<Rules> rules) {}
