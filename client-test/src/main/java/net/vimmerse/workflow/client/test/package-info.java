/**
 * Connects the client with the simulator in tests. With this jar on the class path, a test that is
 * annotated with {@link net.vimmerse.workflow.simulator.junit.WithSimulator} can have a {@link
 * net.vimmerse.workflow.client.WorkflowClient} parameter, and Spring applies the annotation to its
 * application context.
 */
@NullMarked
package net.vimmerse.workflow.client.test;

import org.jspecify.annotations.NullMarked;
