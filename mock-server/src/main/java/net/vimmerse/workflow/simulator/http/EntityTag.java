package net.vimmerse.workflow.simulator.http;

import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

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

  /**
   * Tests whether an If-None-Match header names a tag, weakly compared.
   *
   * @param known the header; null if there is none
   */
  public static boolean matches(String entityTag, @Nullable String known) {
    return known != null
        && Stream.of(known.split(",", -1))
            .map(each -> withoutWeakness(each.strip()))
            .anyMatch(each -> each.equals(withoutWeakness(entityTag)) || each.equals("*"));
  }

  private static String withoutWeakness(String entityTag) {
    return entityTag.startsWith("W/") ? entityTag.substring(2) : entityTag;
  }
}
