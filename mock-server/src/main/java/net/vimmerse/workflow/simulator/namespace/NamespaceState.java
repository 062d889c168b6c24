package net.vimmerse.workflow.simulator.namespace;

import java.util.List;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.RandomSeed;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.webhook.WebhookState;

/**
 * Holds the complete state of a namespace, except its request log and the use of its rate limit.
 *
 * @param namespace the id of the namespace
 * @param seed makes ids and probabilities reproducible
 * @param created the number of workflows created so far
 * @param clock how its clock runs relative to the global clock
 * @param workflows oldest first
 */
public record NamespaceState(
    NamespaceId namespace,
    RandomSeed seed,
    long created,
    VirtualClock.State clock,
    CreditLedger.State credits,
    RulesState rules,
    WebhookState webhooks,
    List<Workflow> workflows) {

  public NamespaceState {
    workflows = List.copyOf(workflows);
  }

  /** Returns a copy in which everything belongs to another namespace. */
  public NamespaceState withOwner(NamespaceId owner) {
    return new NamespaceState(
        owner,
        seed,
        created,
        clock,
        credits,
        rules,
        webhooks,
        workflows.stream().map(workflow -> workflow.withOwner(owner)).toList());
  }

  /** Returns a copy with other workflows. */
  public NamespaceState withWorkflows(List<Workflow> others) {
    return new NamespaceState(namespace, seed, created, clock, credits, rules, webhooks, others);
  }
}
