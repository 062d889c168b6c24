package net.vimmerse.workflow.client;

import okhttp3.OkHttp;
import okhttp3.Request;

/** Names this client and what it runs on, for the service's log. */
final class UserAgent {
  static final String TEXT =
      "vimmerse-workflow-java/"
          + ClientVersion.VERSION
          + " (Java "
          + property("java.version")
          + "; OkHttp "
          + OkHttp.VERSION
          + ")";

  private static final String HEADER = "User-Agent";

  private UserAgent() {}

  /** Leaves a name that the caller's interceptors have given. */
  static Request.Builder on(Request.Builder builder, Request request) {
    return request.header(HEADER) == null ? builder.header(HEADER, TEXT) : builder;
  }

  /** Without what no header can carry. */
  private static String property(String name) {
    return System.getProperty(name, "unknown").replaceAll("[^\\x21-\\x7e]", "_");
  }
}
