/** Generates random command sequences, and reduces those that fail. */
@NullMarked
package net.vimmerse.workflow.contract.sequences.generator;

import org.jspecify.annotations.NullMarked;
