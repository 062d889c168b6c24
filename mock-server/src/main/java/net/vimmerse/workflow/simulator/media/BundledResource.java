package net.vimmerse.workflow.simulator.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the files bundled with this package. */
final class BundledResource {
  private BundledResource() {}

  /**
   * Returns the bytes of a file.
   *
   * @throws IllegalStateException if the jar does not contain it
   */
  static byte[] bytes(String name) {
    try (InputStream in = BundledResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** Returns the lines of a UTF-8 file. */
  static List<String> lines(String name) {
    return new String(bytes(name), UTF_8).lines().toList();
  }
}
