/**
 * Declares the operations of the API for Retrofit, generated from the OpenAPI document. {@link
 * net.vimmerse.workflow.client.WorkflowClient#workflowApi} returns an implementation.
 */
@NullMarked
package net.vimmerse.workflow.client.api;

import org.jspecify.annotations.NullMarked;
