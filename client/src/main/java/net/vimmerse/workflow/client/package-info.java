/**
 * Calls the Workflow API. Start with {@link net.vimmerse.workflow.client.WorkflowClient#builder}.
 *
 * <p>Every failure of a call is a {@link net.vimmerse.workflow.client.WorkflowException}.
 */
@NullMarked
package net.vimmerse.workflow.client;

import org.jspecify.annotations.NullMarked;
