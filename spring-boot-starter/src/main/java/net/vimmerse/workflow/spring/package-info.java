/**
 * Configures a {@link net.vimmerse.workflow.client.WorkflowClient} in applications with Spring
 * Boot, from the properties that begin with {@code workflow}.
 */
@NullMarked
package net.vimmerse.workflow.spring;

import org.jspecify.annotations.NullMarked;
