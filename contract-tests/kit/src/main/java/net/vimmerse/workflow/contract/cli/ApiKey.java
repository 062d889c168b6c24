package net.vimmerse.workflow.contract.cli;

/**
 * An API key.
 *
 * @param variable the environment variable that holds it
 */
record ApiKey(String value, String variable) {

  /** Returns the variable's name, never the key. */
  @Override
  public String toString() {
    return "$" + variable;
  }
}
