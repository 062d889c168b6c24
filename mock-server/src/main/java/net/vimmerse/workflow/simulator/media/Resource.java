package net.vimmerse.workflow.simulator.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The files that are bundled beside this package's classes. */
final class Resource {
  private Resource() {}

  /**
   * The bytes of a bundled file.
   *
   * @throws IllegalStateException if the jar was packaged without it
   */
  static byte[] bytes(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** The lines of a bundled text file, in UTF-8. */
  static List<String> lines(String name) {
    return new String(bytes(name), UTF_8).lines().toList();
  }
}
