/**
 * What of the document exchanges have exercised, told from the exchanges alone: whoever made them,
 * and whatever they were meant for.
 */
@NullMarked
package net.vimmerse.workflow.contract.coverage;

import org.jspecify.annotations.NullMarked;
