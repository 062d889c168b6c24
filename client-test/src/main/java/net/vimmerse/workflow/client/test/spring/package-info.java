/** Applies the annotation of the simulator to Spring's application contexts. */
@NullMarked
package net.vimmerse.workflow.client.test.spring;

import org.jspecify.annotations.NullMarked;
