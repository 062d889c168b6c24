/** The operations of the API, as functions from request to response. No WireMock. */
@NullMarked
package net.vimmerse.workflow.simulator.api;

import org.jspecify.annotations.NullMarked;
