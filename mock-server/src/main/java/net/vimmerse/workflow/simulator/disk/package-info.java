/** Keeps a simulator's facts in a directory. */
@NullMarked
package net.vimmerse.workflow.simulator.disk;

import org.jspecify.annotations.NullMarked;
