/** Workflows of a server, followed from creation to end: steps, times, outputs. */
@NullMarked
package net.vimmerse.workflow.contract.observation;

import org.jspecify.annotations.NullMarked;
