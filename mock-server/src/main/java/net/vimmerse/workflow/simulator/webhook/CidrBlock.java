package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses in CIDR notation. */
final class CidrBlock {

  private final byte[] first;
  private final int bits;

  private CidrBlock(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /** Parses a block such as {@code 10.0.0.0/8}, with a literal address. */
  static CidrBlock of(String block) {
    int slash = block.indexOf('/');
    try {
      return new CidrBlock(
          InetAddress.getByName(block.substring(0, slash)).getAddress(),
          Integer.parseInt(block.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new AssertionError("a literal address needs no lookup", e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((octets[bit / 8] ^ first[bit / 8]) & 0x80 >> bit % 8) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the IPv4 address that follows the prefix in {@code address}. */
  InetAddress embeddedIpv4(InetAddress address) {
    int from = bits / 8;
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an address", e);
    }
  }
}
