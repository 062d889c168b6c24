/**
 * The control API under {@code /__admin/simulator}, as the document {@code simulator-api.yaml}
 * describes it.
 */
@NullMarked
package net.vimmerse.workflow.simulator.admin;

import org.jspecify.annotations.NullMarked;
