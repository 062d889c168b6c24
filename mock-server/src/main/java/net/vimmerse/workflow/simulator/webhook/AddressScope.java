package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Classifies addresses. The first matching scope applies. */
public enum AddressScope {
  /** No host can have this address. */
  UNROUTABLE,
  /** This machine. */
  LOOPBACK,
  /** The local link, and the addresses at which clouds serve credentials. */
  LINK_LOCAL,
  /** A private network. */
  PRIVATE,
  /** Any other address. */
  PUBLIC;

  private static final Map<AddressScope, List<CidrBlock>> BLOCKS =
      Map.of(
          UNROUTABLE,
          blocks("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8"),
          LOOPBACK,
          blocks("127.0.0.0/8", "::1/128"),
          LINK_LOCAL,
          blocks("169.254.0.0/16", "fe80::/10", "100.100.100.200/32", "fd00:ec2::254/128"),
          PRIVATE,
          blocks(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "fc00::/7",
              "fec0::/10"));

  /** IPv6 prefixes followed by an IPv4 address: compatible, NAT64, 6to4. */
  private static final List<CidrBlock> EMBEDDED_IPV4 = blocks("::/96", "64:ff9b::/96", "2002::/16");

  /** Returns the scope of an address. */
  static AddressScope of(InetAddress address) {
    for (AddressScope scope : values()) {
      if (BLOCKS.getOrDefault(scope, List.of()).stream()
          .anyMatch(block -> block.contains(address))) {
        return scope;
      }
    }
    return EMBEDDED_IPV4.stream()
        .filter(carrier -> carrier.contains(address))
        .findFirst()
        .map(carrier -> of(carrier.embeddedIpv4(address)))
        .orElse(PUBLIC);
  }

  private static List<CidrBlock> blocks(String... blocks) {
    return Arrays.stream(blocks).map(CidrBlock::of).toList();
  }
}
