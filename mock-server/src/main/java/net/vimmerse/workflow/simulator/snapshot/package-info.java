/** The state of a simulator as JSON, for snapshots and data directories. */
@NullMarked
package net.vimmerse.workflow.simulator.snapshot;

import org.jspecify.annotations.NullMarked;
