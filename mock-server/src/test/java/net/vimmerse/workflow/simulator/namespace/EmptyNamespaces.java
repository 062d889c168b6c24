package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.time.InstantSource;
import net.vimmerse.workflow.simulator.simulation.RandomSeed;
import net.vimmerse.workflow.simulator.simulation.TimingProfile;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;

/** Namespaces without a server, whose workflows have no webhooks. */
public final class EmptyNamespaces {

  private EmptyNamespaces() {}

  /** Creates namespaces with defaults that change nothing. */
  public static Namespaces of(WorkflowStore store, int maxNamespaces) {
    return of(store, maxNamespaces, Duration.ofSeconds(20));
  }

  /** Creates namespaces whose workflows take a time of their own. */
  public static Namespaces of(WorkflowStore store, int maxNamespaces, Duration duration) {
    return new Namespaces(
        new NamespaceDefaults(
            duration,
            0,
            TimingProfile.none(),
            new RandomSeed(7),
            null,
            false,
            null,
            null,
            WebhookPolicy.ofDefaults(),
            1_000,
            maxNamespaces,
            null,
            rules -> {}),
        store,
        (url, headers, body) -> {
          throw new AssertionError(url);
        },
        InstantSource.system());
  }
}
