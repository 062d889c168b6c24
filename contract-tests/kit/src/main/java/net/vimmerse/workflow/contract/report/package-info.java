/**
 * What a run has shown, for people and for programs that read test results. Only what a {@link
 * net.vimmerse.workflow.contract.report.Redaction} has been over is written.
 */
@NullMarked
package net.vimmerse.workflow.contract.report;

import org.jspecify.annotations.NullMarked;
