/** The command-line program. */
@NullMarked
package net.vimmerse.workflow.contract.cli;

import org.jspecify.annotations.NullMarked;
