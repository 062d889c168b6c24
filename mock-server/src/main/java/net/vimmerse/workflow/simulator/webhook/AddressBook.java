package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Says which addresses a host has. */
@FunctionalInterface
interface AddressBook {

  /**
   * The addresses of {@code host}.
   *
   * @param host a name or a literal address, as it stands in a URL
   * @return one or more
   * @throws UnknownHostException if it has none
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;
}
