/** Runs command sequences against a server. */
@NullMarked
package net.vimmerse.workflow.contract.sequences.runner;

import org.jspecify.annotations.NullMarked;
