/**
 * Computes the state of a workflow as a pure function of its creation, its planned outcome and the
 * time. Does not depend on HTTP, JSON or WireMock.
 */
@NullMarked
package net.vimmerse.workflow.simulator.simulation;

import org.jspecify.annotations.NullMarked;
