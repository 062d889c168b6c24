/** The admin API under {@code /__admin/simulator}, as {@code simulator-api.yaml} describes it. */
@NullMarked
package net.vimmerse.workflow.simulator.admin;

import org.jspecify.annotations.NullMarked;
