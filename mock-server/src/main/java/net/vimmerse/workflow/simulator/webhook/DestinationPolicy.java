package net.vimmerse.workflow.simulator.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Restricts the destinations of webhooks.
 *
 * @param scopes the permitted scopes. Every address of a host is checked.
 */
public record DestinationPolicy(Set<AddressScope> scopes) {

  public DestinationPolicy {
    scopes = Set.copyOf(scopes);
  }

  /** Permits this machine, private networks and public hosts, but no link-local addresses. */
  public static DestinationPolicy ofDefaults() {
    return new DestinationPolicy(
        EnumSet.of(AddressScope.LOOPBACK, AddressScope.PRIVATE, AddressScope.PUBLIC));
  }

  /** Permits this machine only. */
  public static DestinationPolicy loopbackOnly() {
    return new DestinationPolicy(EnumSet.of(AddressScope.LOOPBACK));
  }

  /**
   * Parses a URL as the user wrote it.
   *
   * @throws URISyntaxException if no webhook can be sent to it, with the reason
   */
  static URI parseUrl(String url) throws URISyntaxException {
    URI uri = new URI(url);
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new URISyntaxException(url, "scheme must be http or https");
    }
    if (uri.getHost() == null) {
      throw new URISyntaxException(url, "no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new URISyntaxException(url, "user info is not supported");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new URISyntaxException(url, "port out of range");
    }
    return uri;
  }

  /** Returns why a host is not permitted at these addresses; empty if it is. */
  Optional<String> rejection(String host, List<InetAddress> addresses) {
    return addresses.stream()
        .map(AddressScope::of)
        .filter(scope -> !scopes.contains(scope))
        .findFirst()
        .map(scope -> host + " is not an allowed destination: " + name(scope));
  }

  private static String name(AddressScope scope) {
    return scope.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
