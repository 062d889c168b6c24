package net.vimmerse.workflow.simulator.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.webhook.CidrBlock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URL under which a client reached the simulator, also through a proxy that ends TLS or
 * removes the beginning of the path. Immutable.
 */
public final class ExternalUrl {

  /** The proxies that are trusted by default: those on this machine. */
  public static final Set<String> TRUSTED_PROXIES = Set.of("127.0.0.0/8", "::1");

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
  private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*");
  private static final Pattern FORWARDED =
      Pattern.compile("(?i)(?:^|;)\\s*(proto|host)\\s*=\\s*(?:\"([^\"]*)\"|([^;\"]*))");

  /** The headers of proxies that tell how a client reached them. */
  private static final List<String> PROXY_HEADERS =
      List.of(
          "Forwarded",
          "X-Forwarded-Proto",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix");

  private final @Nullable String publicUrl;
  private final List<CidrBlock> trustedProxies;

  private ExternalUrl(@Nullable String publicUrl, List<CidrBlock> trustedProxies) {
    this.publicUrl = publicUrl;
    this.trustedProxies = trustedProxies;
  }

  /**
   * Creates a finder.
   *
   * @param publicUrl the URL for all clients; null to find it for each request
   * @param trustedProxies addresses and blocks of addresses whose headers are believed
   * @throws IllegalArgumentException if an address or block is malformed
   */
  public static ExternalUrl of(@Nullable String publicUrl, Collection<String> trustedProxies) {
    return new ExternalUrl(publicUrl, trustedProxies.stream().map(CidrBlock::parse).toList());
  }

  /**
   * Returns a public URL without a trailing slash.
   *
   * @throws IllegalArgumentException if it is not an HTTP URL with an optional path
   */
  public static String parsePublicUrl(String text) {
    String url = text.strip().replaceFirst("/+$", "");
    try {
      URI uri = URI.create(url);
      String authority = String.valueOf(uri.getRawAuthority());
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && AUTHORITY.matcher(authority).matches()
          && PREFIX.matcher(uri.getRawPath()).matches()
          && url.equals(uri.getScheme() + "://" + authority + uri.getRawPath())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it has the same cause for the user.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a URL such as https://sim.example.com/workflow");
  }

  /**
   * Returns scheme, host, port and the beginning of the path, without a trailing slash.
   *
   * @param headers returns the first value of a header; null if it is absent
   * @param serverScheme the scheme of the server itself
   * @param serverAuthority its host and port, for clients that send no Host header
   * @param remoteAddress the address of the client or of the last proxy
   */
  public String find(
      Function<String, @Nullable String> headers,
      String serverScheme,
      Supplier<String> serverAuthority,
      Supplier<String> remoteAddress) {
    if (publicUrl != null) {
      return publicUrl;
    }
    String scheme = serverScheme;
    String host = headers.apply("Host");
    String authority = host == null ? serverAuthority.get() : host;
    if (!isForwarded(headers) || !isTrusted(remoteAddress.get())) {
      return scheme + "://" + authority;
    }
    String forwarded = first(headers.apply("Forwarded"));
    String proto = parameter(forwarded, "proto", first(headers.apply("X-Forwarded-Proto")));
    if (Set.of("http", "https").contains(proto.toLowerCase(Locale.ROOT))) {
      scheme = proto.toLowerCase(Locale.ROOT);
    }
    String forwardedHost = parameter(forwarded, "host", first(headers.apply("X-Forwarded-Host")));
    if (AUTHORITY.matcher(forwardedHost).matches()) {
      authority = forwardedHost;
    }
    authority = withPort(scheme, authority, first(headers.apply("X-Forwarded-Port")));
    String prefix = first(headers.apply("X-Forwarded-Prefix")).replaceFirst("/+$", "");
    return scheme + "://" + authority + (PREFIX.matcher(prefix).matches() ? prefix : "");
  }

  /** Returns the authority with a port of a proxy, unless it is the default or has one already. */
  private static String withPort(String scheme, String authority, String port) {
    Matcher parts = AUTHORITY.matcher(authority);
    boolean isDefault = port.equals(scheme.equals("https") ? "443" : "80");
    return !port.matches("\\d{1,5}") || isDefault || !parts.matches() || parts.group(1) != null
        ? authority
        : authority + ":" + port;
  }

  private static boolean isForwarded(Function<String, @Nullable String> headers) {
    for (String name : PROXY_HEADERS) {
      if (headers.apply(name) != null) {
        return true;
      }
    }
    return false;
  }

  private boolean isTrusted(String remoteAddress) {
    try {
      InetAddress address = InetAddress.getByName(remoteAddress);
      return trustedProxies.stream().anyMatch(block -> block.contains(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns what the proxy nearest to the client added; empty if there is none. */
  private static String first(@Nullable String list) {
    return list == null ? "" : list.split(",", 2)[0].strip();
  }

  private static String parameter(String forwarded, String name, String other) {
    Matcher matcher = FORWARDED.matcher(forwarded);
    while (matcher.find()) {
      if (matcher.group(1).equalsIgnoreCase(name)) {
        return (matcher.group(2) == null ? matcher.group(3) : matcher.group(2)).strip();
      }
    }
    return other;
  }
}
