/** The HTTP server. The only package that uses WireMock. */
@NullMarked
package net.vimmerse.workflow.simulator.wiremock;

import org.jspecify.annotations.NullMarked;
