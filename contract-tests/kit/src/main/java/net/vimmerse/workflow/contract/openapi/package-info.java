/** Reads the OpenAPI document: operations, parameters, schemas, examples and templates. */
@NullMarked
package net.vimmerse.workflow.contract.openapi;

import org.jspecify.annotations.NullMarked;
