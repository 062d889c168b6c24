package net.vimmerse.workflow.simulator.world;

import net.vimmerse.workflow.simulator.simulation.Script;
import org.jspecify.annotations.Nullable;

/**
 * Asks something of new workflows.
 *
 * @param id unique in its world
 * @param template only workflows of this template; null for all
 * @param event only workflows with this event id; null for all
 * @param every only the nth, 2nth, ... of those; null for each
 * @param probability only this part of those, by chance; null for each
 * @param outcome what is asked
 */
public record OutcomeRule(
    String id,
    @Nullable String template,
    @Nullable String event,
    @Nullable Integer every,
    @Nullable Double probability,
    Script outcome) {}
