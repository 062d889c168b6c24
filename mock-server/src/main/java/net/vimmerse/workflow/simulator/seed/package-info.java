/** Seed files: workflows that exist from the start. */
@NullMarked
package net.vimmerse.workflow.simulator.seed;

import org.jspecify.annotations.NullMarked;
