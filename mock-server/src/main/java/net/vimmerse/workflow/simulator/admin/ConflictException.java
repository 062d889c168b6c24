package net.vimmerse.workflow.simulator.admin;

/** Thrown when a workflow has ended and cannot be changed. */
final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
