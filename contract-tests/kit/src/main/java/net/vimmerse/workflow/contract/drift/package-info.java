/**
 * Collects the differences between a server and the document from test results: each once, with an
 * example.
 */
@NullMarked
package net.vimmerse.workflow.contract.drift;

import org.jspecify.annotations.NullMarked;
