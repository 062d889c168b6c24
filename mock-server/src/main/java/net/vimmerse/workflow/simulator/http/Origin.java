package net.vimmerse.workflow.simulator.http;

import java.net.URI;
import java.util.Locale;

/** Parses and compares the origins of web pages, such as {@code http://localhost:3000}. */
public final class Origin {

  private Origin() {}

  /**
   * Parses an origin as browsers send it: in lower case, without a path.
   *
   * @throws IllegalArgumentException if it is not the origin of a web page
   */
  public static String parse(String text) {
    String origin = text.strip().toLowerCase(Locale.ROOT);
    try {
      URI uri = URI.create(origin);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
        return origin;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it has the same cause for the user.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not an origin; use a form such as http://localhost:3000");
  }

  /**
   * Returns the host and, unless it is the default, the port of a URL; the URL itself if it has no
   * scheme.
   */
  public static String authority(String url) {
    return url.substring(url.indexOf("//") < 0 ? 0 : url.indexOf("//") + 2)
        .replaceFirst("/.*", "")
        .toLowerCase(Locale.ROOT);
  }
}
