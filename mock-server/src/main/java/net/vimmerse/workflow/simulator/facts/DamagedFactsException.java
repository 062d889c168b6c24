package net.vimmerse.workflow.simulator.facts;

/** What was read are no facts as this version writes them. The message says where, for people. */
public final class DamagedFactsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DamagedFactsException(String message) {
    super(message);
  }

  public DamagedFactsException(String message, Throwable cause) {
    super(message, cause);
  }
}
