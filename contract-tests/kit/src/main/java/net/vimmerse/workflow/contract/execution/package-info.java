/** Runs cases against a server. */
@NullMarked
package net.vimmerse.workflow.contract.execution;

import org.jspecify.annotations.NullMarked;
