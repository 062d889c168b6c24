/**
 * Contains the requests and responses of the Workflow API. Most classes are generated from the
 * OpenAPI document: one request class per template, one option class per set of options, the
 * workflow, and the open enums.
 */
@NullMarked
package net.vimmerse.workflow.client.model;

import org.jspecify.annotations.NullMarked;
