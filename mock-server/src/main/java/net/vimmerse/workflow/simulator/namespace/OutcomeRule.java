package net.vimmerse.workflow.simulator.namespace;

import net.vimmerse.workflow.simulator.simulation.OutcomeDirectives;
import org.jspecify.annotations.Nullable;

/**
 * Applies an outcome to new workflows that match.
 *
 * @param id unique in its namespace
 * @param template matches workflows of this template; null for all
 * @param event matches workflows with this event id; null for all
 * @param every applies to each nth matching workflow; null for each one
 * @param probability applies to a random share of those, 0 to 1; null for all
 * @param outcome the directives to apply
 */
public record OutcomeRule(
    String id,
    @Nullable String template,
    @Nullable String event,
    @Nullable Integer every,
    @Nullable Double probability,
    OutcomeDirectives outcome) {}
