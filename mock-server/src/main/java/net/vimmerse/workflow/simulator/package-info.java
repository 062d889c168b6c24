/**
 * A stateful simulator of the Workflow API: {@link net.vimmerse.workflow.simulator.Simulator} for
 * tests, {@link net.vimmerse.workflow.simulator.cli.Main} as a program.
 */
@NullMarked
package net.vimmerse.workflow.simulator;

import org.jspecify.annotations.NullMarked;
