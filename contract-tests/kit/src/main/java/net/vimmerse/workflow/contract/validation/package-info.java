/** Validates recorded exchanges against the document, in both directions. */
@NullMarked
package net.vimmerse.workflow.contract.validation;

import org.jspecify.annotations.NullMarked;
