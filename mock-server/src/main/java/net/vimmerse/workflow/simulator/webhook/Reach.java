package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How far away an address is. Where several would fit, the first holds. */
public enum Reach {
  /** Nothing that one could call. */
  NOWHERE,
  /** This machine. */
  LOOPBACK,
  /** The same wire, and the single addresses elsewhere at which clouds hand out credentials. */
  LINK_LOCAL,
  /** A private network. */
  PRIVATE,
  /** Anywhere else. */
  PUBLIC;

  private static final Map<Reach, List<AddressBlock>> BLOCKS =
      Map.of(
          NOWHERE,
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

  /** IPv6 addresses that stand for the IPv4 address after the prefix: compatible, NAT64, 6to4. */
  private static final List<AddressBlock> CARRIERS = blocks("::/96", "64:ff9b::/96", "2002::/16");

  static Reach of(InetAddress address) {
    for (Reach reach : values()) {
      if (BLOCKS.getOrDefault(reach, List.of()).stream()
          .anyMatch(block -> block.contains(address))) {
        return reach;
      }
    }
    return CARRIERS.stream()
        .filter(carrier -> carrier.contains(address))
        .findFirst()
        .map(carrier -> of(carrier.carriedBy(address)))
        .orElse(PUBLIC);
  }

  private static List<AddressBlock> blocks(String... blocks) {
    return Arrays.stream(blocks).map(AddressBlock::of).toList();
  }
}
