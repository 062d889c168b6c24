package net.vimmerse.workflow.contract.program;

/**
 * An API key.
 *
 * @param variable the environment variable that it was in
 */
record Key(String value, String variable) {

  /** Nothing of the key: a line that prints it by accident gives nothing away. */
  @Override
  public String toString() {
    return "$" + variable;
  }
}
