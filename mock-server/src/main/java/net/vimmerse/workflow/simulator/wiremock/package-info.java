/** The HTTP side. The only package that knows WireMock. */
@NullMarked
package net.vimmerse.workflow.simulator.wiremock;

import org.jspecify.annotations.NullMarked;
