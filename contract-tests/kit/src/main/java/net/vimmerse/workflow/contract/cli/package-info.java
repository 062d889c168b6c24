/** The kit as a program that is run against any server. */
@NullMarked
package net.vimmerse.workflow.contract.cli;

import org.jspecify.annotations.NullMarked;
