/** The simulator as a program: options, settings and their error messages. */
@NullMarked
package net.vimmerse.workflow.simulator.cli;

import org.jspecify.annotations.NullMarked;
