package net.vimmerse.workflow.simulator.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Cors;
import net.vimmerse.workflow.simulator.http.KnownHosts;
import net.vimmerse.workflow.simulator.http.Origin;
import net.vimmerse.workflow.simulator.http.Responses;
import org.jspecify.annotations.Nullable;

/**
 * Protects everything below {@code /__admin}, WireMock's part included, from web pages of other
 * origins and from clients without the token. Immutable.
 */
public final class AdminAccess {

  /** The header that carries the admin token. */
  public static final String TOKEN = "X-Admin-Token";

  private static final String BEARER = "Bearer ";

  /**
   * Require no token: documents describe how to send one, and probes of orchestrators have none.
   */
  private static final Set<String> PUBLIC =
      Set.of(
          AdminApi.ROOT + "/health",
          AdminApi.ROOT + "/openapi.yaml",
          AdminApi.ROOT + "/openapi.json");

  /** The media types that pages of other origins may send without a preflight. */
  private static final Set<String> SIMPLE_TYPES =
      Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

  private final Responses responses = new Responses();
  private final @Nullable String token;
  private final Set<String> origins;
  private final KnownHosts hosts;

  /**
   * Creates the protection.
   *
   * @param token the token that clients must send; null for none
   * @param origins the other origins whose pages may call the admin API
   */
  public AdminAccess(@Nullable String token, Set<String> origins, KnownHosts hosts) {
    this.token = token;
    this.origins = Set.copyOf(origins);
    this.hosts = hosts;
  }

  /** Returns the error for a request that is not permitted; empty for one that is. */
  public Optional<ApiResponse> rejection(ApiRequest request) {
    String host = request.header("Host");
    if ((host != null && !hosts.contains(host)) || !hosts.contains(authority(request))) {
      return error(
          403,
          "UNKNOWN_HOST",
          "The admin API is not available under the host "
              + authority(request)
              + "; --allowed-hosts permits it.");
    }
    String origin = request.header("Origin");
    if (isForeign(request, origin, host)) {
      return error(
          403,
          "FOREIGN_ORIGIN",
          "Pages of "
              + (origin == null ? "other sites" : origin)
              + " must not call the admin API; --allowed-origins permits it.");
    }
    if (hasSimpleBody(request)) {
      return error(
          415,
          "UNSUPPORTED_MEDIA_TYPE",
          "Send the body with the header Content-Type: application/json.");
    }
    return isAuthorized(request)
        ? Optional.empty()
        : error(401, "UNAUTHORIZED", "The " + TOKEN + " header is missing or wrong.");
  }

  private boolean isForeign(ApiRequest request, @Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return "cross-site".equals(request.header("Sec-Fetch-Site"));
    }
    String authority = Origin.authority(origin);
    // Behind a proxy, a page can also come from the simulator itself.
    return !origins.contains(origin)
        && !authority.equals(authority(request))
        && !authority.equalsIgnoreCase(host);
  }

  private static String authority(ApiRequest request) {
    return Origin.authority(request.origin());
  }

  private static boolean hasSimpleBody(ApiRequest request) {
    if (Set.of("GET", "HEAD", "OPTIONS").contains(request.method())) {
      return false;
    }
    String type = request.header("Content-Type");
    if (type != null) {
      return SIMPLE_TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
    String length = request.header("Content-Length");
    return request.header("Transfer-Encoding") != null || (length != null && !length.equals("0"));
  }

  private boolean isAuthorized(ApiRequest request) {
    String sent = sentToken(request);
    return token == null
        || PUBLIC.contains(request.path())
        // A preflight carries no token.
        || Cors.of(origins).preflight(request).isPresent()
        // Compared in constant time.
        || (sent != null
            && MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the token; tools that know no header of ours send it as a bearer token. */
  private static @Nullable String sentToken(ApiRequest request) {
    String sent = request.header(TOKEN);
    String authorization = request.header("Authorization");
    // A proxy may have a bearer token of its own.
    return sent == null
            && authorization != null
            && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length())
        : sent;
  }

  private Optional<ApiResponse> error(int status, String code, String message) {
    return Optional.of(responses.simulatorError(status, code, message));
  }
}
