/** Metrics of the simulator in the text format of Prometheus. */
@NullMarked
package net.vimmerse.workflow.simulator.metrics;

import org.jspecify.annotations.NullMarked;
