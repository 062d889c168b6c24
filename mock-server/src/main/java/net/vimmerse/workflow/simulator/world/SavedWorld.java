package net.vimmerse.workflow.simulator.world;

import java.util.List;
import net.vimmerse.workflow.simulator.simulation.CreditLedger;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.Seed;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.webhook.SavedWebhooks;

/**
 * All the facts about a world but its request log and what it has used of a rate limit.
 *
 * @param namespace whose it is
 * @param seed makes its chance repeatable
 * @param created how many workflows were created since it began
 * @param clock how its clock runs by the one that all worlds run by
 * @param workflows the oldest first
 */
public record SavedWorld(
    Namespace namespace,
    Seed seed,
    long created,
    VirtualClock.Course clock,
    CreditLedger.Saved credits,
    SavedRules rules,
    SavedWebhooks webhooks,
    List<Workflow> workflows) {

  public SavedWorld {
    workflows = List.copyOf(workflows);
  }

  /** The same as the world of a namespace, so that all in it belongs there. */
  public SavedWorld as(Namespace owner) {
    return new SavedWorld(
        owner,
        seed,
        created,
        clock,
        credits,
        rules,
        webhooks,
        workflows.stream().map(workflow -> workflow.ownedBy(owner)).toList());
  }

  /** The same with other workflows. */
  public SavedWorld with(List<Workflow> others) {
    return new SavedWorld(namespace, seed, created, clock, credits, rules, webhooks, others);
  }
}
