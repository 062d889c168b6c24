package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The addresses that begin with the same bits. */
final class AddressBlock {

  private final byte[] first;
  private final int bits;

  private AddressBlock(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /**
   * Reads {@code 10.0.0.0/8} and the like.
   *
   * @param block a literal address, and how many bits of it count
   */
  static AddressBlock of(String block) {
    int slash = block.indexOf('/');
    try {
      return new AddressBlock(
          InetAddress.getByName(block.substring(0, slash)).getAddress(),
          Integer.parseInt(block.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new AssertionError("a literal address needs no look-up", e);
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

  /** The IPv4 address that stands in {@code address} after this block's bits. */
  InetAddress carriedBy(InetAddress address) {
    int from = bits / 8;
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an address", e);
    }
  }
}
