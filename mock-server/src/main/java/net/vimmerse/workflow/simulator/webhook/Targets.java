package net.vimmerse.workflow.simulator.webhook;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which receivers may be called.
 *
 * @param reach how far away their addresses may be. Every address that a name has is checked, so
 *     that no name leads elsewhere.
 * @param hosts the only hosts, as they stand in the URL in lower case, IPv6 addresses in brackets;
 *     empty if any will do
 */
public record Targets(Set<Reach> reach, Set<String> hosts) {

  public Targets {
    reach = Set.copyOf(reach);
    hosts = Set.copyOf(hosts);
  }

  /** This machine, private networks and public hosts, but nothing link-local. */
  public static Targets ofDefaults() {
    return new Targets(EnumSet.of(Reach.LOOPBACK, Reach.PRIVATE, Reach.PUBLIC), Set.of());
  }

  /** This machine and nothing else. */
  public static Targets loopbackOnly() {
    return new Targets(EnumSet.of(Reach.LOOPBACK), Set.of());
  }

  /** The same with link-local addresses, among which clouds keep their secrets. */
  public Targets withLinkLocal() {
    return new Targets(
        Stream.concat(reach.stream(), Stream.of(Reach.LINK_LOCAL)).collect(toUnmodifiableSet()),
        hosts);
  }

  /** The same, but only these hosts; how far away they may be stays as it is. */
  public Targets withHosts(Set<String> only) {
    return new Targets(
        reach,
        only.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet()));
  }

  /**
   * Reads a URL as typed.
   *
   * @throws URISyntaxException if it cannot be called, saying why
   */
  static URI callable(String url) throws URISyntaxException {
    URI uri = new URI(url);
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new URISyntaxException(url, "neither http nor https");
    }
    if (uri.getHost() == null) {
      throw new URISyntaxException(url, "no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new URISyntaxException(url, "a user name, which is never sent");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new URISyntaxException(url, "no such port");
    }
    return uri;
  }

  /** Why {@code host} may not be called, if so. */
  Optional<String> objection(String host) {
    return hosts.isEmpty() || hosts.contains(host.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(host + " is not among the allowed hosts");
  }

  /** Why {@code host} may not be called at these addresses, if so. */
  Optional<String> objection(String host, List<InetAddress> addresses) {
    return addresses.stream()
        .map(Reach::of)
        .filter(there -> !reach.contains(there))
        .findFirst()
        .map(there -> host + " is not an allowed target: " + words(there));
  }

  private static String words(Reach there) {
    return there.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
