/** The facts about a simulator as JSON, for its files and its snapshots. */
@NullMarked
package net.vimmerse.workflow.simulator.facts;

import org.jspecify.annotations.NullMarked;
