package net.vimmerse.workflow.simulator.http;

import java.util.zip.CRC32C;

/** Computes entity tags. */
public final class EntityTag {

  private EntityTag() {}

  /**
   * Returns the ETag header for a file.
   *
   * @param variant distinguishes encodings of the same file; may be empty
   */
  public static String of(byte[] bytes, String variant) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return "\"" + Long.toHexString(checksum.getValue()) + "-" + bytes.length + variant + "\"";
  }
}
