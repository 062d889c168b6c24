package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of addresses in CIDR notation. */
public final class CidrBlock {

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

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

  /**
   * Parses a block, or a single address.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static CidrBlock parse(String text) {
    String address = text.replaceFirst("/.*", "");
    try {
      if (LITERAL.matcher(address).matches()) {
        byte[] octets = InetAddress.getByName(address).getAddress();
        int maxBits = octets.length * 8;
        int bits =
            address.equals(text) ? maxBits : Integer.parseInt(text.substring(address.length() + 1));
        if (bits >= 0 && bits <= maxBits) {
          return new CidrBlock(octets, bits);
        }
      }
    } catch (UnknownHostException | NumberFormatException e) {
      // Falls through: it has the same cause for the user.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not an address or a block such as 10.0.0.0/8");
  }

  /** Tests whether an address is in this block. */
  public boolean contains(InetAddress address) {
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
