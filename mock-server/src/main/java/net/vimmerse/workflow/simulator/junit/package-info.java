/**
 * A simulator for JUnit 5 tests: one for all of them, and a world of its own for each.
 *
 * <p>Needs JUnit Jupiter 5.10 or newer on the test's own class path.
 */
@NullMarked
package net.vimmerse.workflow.simulator.junit;

import org.jspecify.annotations.NullMarked;
