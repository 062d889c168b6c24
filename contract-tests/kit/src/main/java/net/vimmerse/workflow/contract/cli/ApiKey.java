package net.vimmerse.workflow.contract.cli;

/**
 * An API key.
 *
 * @param variable the environment variable that it was in
 */
record ApiKey(String value, String variable) {

  /** Nothing of the key: a line that prints it by accident gives nothing away. */
  @Override
  public String toString() {
    return "$" + variable;
  }
}
