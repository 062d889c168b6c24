/** Persists the state of a simulator in a directory. */
@NullMarked
package net.vimmerse.workflow.simulator.persistence;

import org.jspecify.annotations.NullMarked;
