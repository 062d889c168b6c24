/** The simulator's own threads. */
@NullMarked
package net.vimmerse.workflow.simulator.thread;

import org.jspecify.annotations.NullMarked;
