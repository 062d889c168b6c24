/** Invariants that must hold after every command of a sequence. */
@NullMarked
package net.vimmerse.workflow.contract.sequences.invariants;

import org.jspecify.annotations.NullMarked;
