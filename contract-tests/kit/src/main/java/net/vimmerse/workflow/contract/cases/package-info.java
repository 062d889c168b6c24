/**
 * Derives test cases from the document, each with its expected response. Independent of any server.
 */
@NullMarked
package net.vimmerse.workflow.contract.cases;

import org.jspecify.annotations.NullMarked;
