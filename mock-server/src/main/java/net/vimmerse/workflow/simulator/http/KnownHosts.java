package net.vimmerse.workflow.simulator.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names under which clients may reach a server. A server on a loopback address has no others:
 * under another name, a page of that name could reach it, as its owner can let the name point to
 * the loopback address ("DNS rebinding").
 */
public final class KnownHosts {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private final boolean any;
  private final Set<String> names;

  private KnownHosts(boolean any, Set<String> names) {
    this.any = any;
    this.names = names;
  }

  /**
   * Returns the names of a server.
   *
   * @param address where it listens
   * @param allowed further names, without ports; in any case
   * @param publicUrl a URL with another name; null for none
   */
  public static KnownHosts of(String address, Set<String> allowed, @Nullable String publicUrl) {
    Set<String> names =
        allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    if (publicUrl != null) {
      names.add(withoutPort(Origin.authority(publicUrl)));
    }
    return new KnownHosts(allowed.isEmpty() && !isLoopback(address), names);
  }

  /** Tests whether an address to listen on is reachable from this machine only. */
  public static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Tests whether a name is known.
   *
   * @param authority a host with or without a port, as in the Host header
   */
  public boolean contains(String authority) {
    String host = withoutPort(authority.toLowerCase(Locale.ROOT)).replaceFirst("\\.$", "");
    return any || names.contains(host) || LOOPBACK.matcher(host).matches();
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":\\d*$", "");
  }
}
