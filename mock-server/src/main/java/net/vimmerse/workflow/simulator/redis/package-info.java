/** Shares the state of several simulators in Redis; the only package that knows the driver. */
@NullMarked
package net.vimmerse.workflow.simulator.redis;

import org.jspecify.annotations.NullMarked;
