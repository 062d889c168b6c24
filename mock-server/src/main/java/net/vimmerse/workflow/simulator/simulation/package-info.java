/**
 * What a workflow looks like, as a pure function of what was created, what was decided for it and
 * the time. No HTTP, no JSON, no WireMock.
 */
@NullMarked
package net.vimmerse.workflow.simulator.simulation;

import org.jspecify.annotations.NullMarked;
