package net.vimmerse.workflow.simulator.namespace;

import java.util.Locale;

/** Corrupts a response on its way to the client. */
public enum Fault {
  /** Resets the connection instead of sending a response. */
  RESET,
  /** Closes the connection after half of the body. */
  TRUNCATE,
  /** Sends half of the body as if it were whole, so that it is not valid JSON. */
  MALFORMED,
  /** Sends the body in small chunks over two seconds. */
  DRIBBLE;

  /** Returns the name in lower case, as the admin API writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
