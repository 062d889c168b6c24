package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names. */
@FunctionalInterface
interface HostResolver {

  /**
   * Returns the addresses of a host, at least one.
   *
   * @param host a name or a literal address, as in a URL
   * @throws UnknownHostException if the host is unknown
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;
}
