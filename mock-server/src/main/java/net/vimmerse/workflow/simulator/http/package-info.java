/** Requests and responses, independent of the server that transports them. */
@NullMarked
package net.vimmerse.workflow.simulator.http;

import org.jspecify.annotations.NullMarked;
