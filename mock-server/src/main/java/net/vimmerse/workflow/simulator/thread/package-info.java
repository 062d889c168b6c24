/** The simulator's own threads, and what threads compute once. */
@NullMarked
package net.vimmerse.workflow.simulator.thread;

import org.jspecify.annotations.NullMarked;
