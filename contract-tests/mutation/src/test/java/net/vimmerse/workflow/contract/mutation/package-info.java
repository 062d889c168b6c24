/** Mutation tests: mutants of document, simulator and client, and the test that kills each. */
@NullMarked
package net.vimmerse.workflow.contract.mutation;

import org.jspecify.annotations.NullMarked;
