/**
 * What is sent and received. Most of these classes are generated from the OpenAPI document: one
 * request class for each template, one option class for each set of options, the workflow, and the
 * open enums.
 */
@NullMarked
package net.vimmerse.workflow.client.model;

import org.jspecify.annotations.NullMarked;
