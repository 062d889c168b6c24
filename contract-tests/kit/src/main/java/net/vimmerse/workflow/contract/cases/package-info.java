/**
 * Requests derived from the document, each with what the document says must come of it. Nothing
 * here knows a server.
 */
@NullMarked
package net.vimmerse.workflow.contract.cases;

import org.jspecify.annotations.NullMarked;
