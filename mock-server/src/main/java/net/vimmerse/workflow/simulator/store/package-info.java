/** Stores the workflows of all namespaces. */
@NullMarked
package net.vimmerse.workflow.simulator.store;

import org.jspecify.annotations.NullMarked;
