package net.vimmerse.workflow.simulator.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The scripts that run in Redis, each as one atomic step. */
enum Script {
  SYNC,
  COMMIT,
  REPLACE,
  CLOCK,
  DUE,
  LEASE;

  private final String text;
  private final String hash;

  Script() {
    this.text = read("common") + read(name().toLowerCase(java.util.Locale.ROOT));
    try {
      this.hash =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /** Returns the name that Redis gives it. */
  String hash() {
    return hash;
  }
}
