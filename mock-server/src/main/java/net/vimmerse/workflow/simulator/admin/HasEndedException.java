package net.vimmerse.workflow.simulator.admin;

/** A workflow that has ended stays as it is. */
final class HasEndedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
