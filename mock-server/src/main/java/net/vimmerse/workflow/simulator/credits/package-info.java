/** The credit balance of a namespace and its history. */
@NullMarked
package net.vimmerse.workflow.simulator.credits;

import org.jspecify.annotations.NullMarked;
