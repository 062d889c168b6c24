/**
 * A JUnit 5 extension that runs the simulator in the process of the tests.
 *
 * <p>Requires JUnit Jupiter 5.10 or newer on the class path of the tests.
 */
@NullMarked
package net.vimmerse.workflow.simulator.junit;

import org.jspecify.annotations.NullMarked;
