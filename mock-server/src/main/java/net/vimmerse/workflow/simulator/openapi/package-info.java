/** OpenAPI documents: operations, templates, routing and validation. */
@NullMarked
package net.vimmerse.workflow.simulator.openapi;

import org.jspecify.annotations.NullMarked;
