/** The OpenAPI document, read once: operations, templates, and what a request violates. */
@NullMarked
package net.vimmerse.workflow.simulator.contract;

import org.jspecify.annotations.NullMarked;
