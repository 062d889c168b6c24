package net.vimmerse.workflow.simulator.admin;

/** Thrown when a namespace, workflow, rule or delivery does not exist. */
final class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
