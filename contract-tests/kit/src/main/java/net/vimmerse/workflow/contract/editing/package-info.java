/** Edits of the document by what a server tells, which keep its comments, order and style. */
@NullMarked
package net.vimmerse.workflow.contract.editing;

import org.jspecify.annotations.NullMarked;
