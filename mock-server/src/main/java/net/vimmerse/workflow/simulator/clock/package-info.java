/** Virtual time: clocks that can be advanced, and the tasks that are due on them. */
@NullMarked
package net.vimmerse.workflow.simulator.clock;

import org.jspecify.annotations.NullMarked;
