package net.vimmerse.workflow.client;

import okhttp3.OkHttp;

/** The version of OkHttp on the class path. */
final class OkHttpVersion {
  private static final String CURRENT = read();

  private OkHttpVersion() {}

  static String current() {
    return CURRENT;
  }

  /**
   * Checks the version.
   *
   * @throws IllegalStateException if it is too old
   */
  static void check(String version) {
    if (version.startsWith("3.") || version.startsWith("4.")) {
      throw new IllegalStateException(
          "OkHttp "
              + version
              + " is on the class path, but this client requires 5.0 or newer: set the version of"
              + " okhttp and okhttp-jvm to "
              + OkHttp.VERSION);
    }
  }

  /** Reads the constant by reflection, because the compiler copies its value into this class. */
  private static String read() {
    try {
      return String.valueOf(OkHttp.class.getField("VERSION").get(null));
    } catch (ReflectiveOperationException e) {
      // A shrinker has removed it.
      return OkHttp.VERSION;
    }
  }
}
