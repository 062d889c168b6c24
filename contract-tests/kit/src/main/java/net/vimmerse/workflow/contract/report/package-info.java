/**
 * Writes the report of a run for people and for programs. Only output of a {@link
 * net.vimmerse.workflow.contract.report.Redaction} is written.
 */
@NullMarked
package net.vimmerse.workflow.contract.report;

import org.jspecify.annotations.NullMarked;
