/** Workflows that are there from the start. */
@NullMarked
package net.vimmerse.workflow.simulator.seeding;

import org.jspecify.annotations.NullMarked;
