/**
 * What a server does that the document does not say, gathered from what came of the cases: each
 * difference once, with an exchange that shows it.
 */
@NullMarked
package net.vimmerse.workflow.contract.drift;

import org.jspecify.annotations.NullMarked;
