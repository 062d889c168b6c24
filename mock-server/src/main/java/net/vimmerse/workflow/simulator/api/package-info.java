/** The operations of the Workflow API, as functions from request to response. */
@NullMarked
package net.vimmerse.workflow.simulator.api;

import org.jspecify.annotations.NullMarked;
