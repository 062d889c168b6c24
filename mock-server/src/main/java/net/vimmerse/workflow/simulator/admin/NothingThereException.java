package net.vimmerse.workflow.simulator.admin;

/** There is no such world, workflow, rule or delivery. */
final class NothingThereException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
