package net.vimmerse.workflow.client;

import okhttp3.Request;

/** The User-Agent header: the versions of this client, of Java and of OkHttp. */
final class UserAgent {
  private static final String HEADER = "User-Agent";
  private static final String VALUE =
      String.format(
          "vimmerse-workflow-java/%s (Java %s; OkHttp %s)",
          ClientVersion.VERSION, javaVersion(), OkHttpVersion.current());

  private UserAgent() {}

  /** Keeps a header that a caller's interceptor has set. */
  static Request.Builder addTo(Request request) {
    Request.Builder builder = request.newBuilder();
    return request.header(HEADER) == null ? builder.header(HEADER, VALUE) : builder;
  }

  /** Replaces what is not allowed in a header. */
  private static String javaVersion() {
    return System.getProperty("java.version", "unknown").replaceAll("[^\\x21-\\x7e]", "_");
  }
}
