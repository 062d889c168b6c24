/**
 * Worlds: one for each API key, with its workflows, clock, credits, rules, requests and deliveries.
 */
@NullMarked
package net.vimmerse.workflow.simulator.world;

import org.jspecify.annotations.NullMarked;
