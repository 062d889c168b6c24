/** Measures which parts of the document were exercised, from the exchanges alone. */
@NullMarked
package net.vimmerse.workflow.contract.coverage;

import org.jspecify.annotations.NullMarked;
