/**
 * A client of the Workflow API. Start with {@link
 * net.vimmerse.workflow.client.WorkflowClient#builder}.
 *
 * <p>Everything that can go wrong is a {@link net.vimmerse.workflow.client.WorkflowException}.
 */
@NullMarked
package net.vimmerse.workflow.client;

import org.jspecify.annotations.NullMarked;
