/** Proof that the tests see what they should: mutants, and the test that kills each. */
@NullMarked
package net.vimmerse.workflow.contract.mutation;

import org.jspecify.annotations.NullMarked;
