/**
 * A stateful simulator of the Workflow API: {@link net.vimmerse.workflow.simulator.Simulator}
 * inside a test, {@link net.vimmerse.workflow.simulator.Main} as a program.
 */
@NullMarked
package net.vimmerse.workflow.simulator;

import org.jspecify.annotations.NullMarked;
