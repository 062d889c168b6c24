package net.vimmerse.workflow.simulator.http;

import java.util.Locale;

/** Formats the URL under which a client reaches a server. */
public final class BaseUrl {

  private BaseUrl() {}

  /**
   * Returns the base URL of a server that listens on {@code host} and {@code port}, without a
   * trailing slash. A wildcard address becomes loopback; an IPv6 address is put in brackets.
   */
  public static String of(String host, int port) {
    // A wildcard is an address to listen on, not one to connect to.
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    String literal = reachable.contains(":") ? "[" + reachable + "]" : reachable;
    return String.format(Locale.ROOT, "http://%s:%d", literal, port);
  }
}
