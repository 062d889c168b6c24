package net.vimmerse.workflow.simulator.pages;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.openapi.OpenApiDocument;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard, the API references, and the files that they load.
 *
 * <p>Thread-safe.
 */
public final class Pages {

  /** By path. The files that pages load are below {@code /assets}, here and in the jar. */
  private static final Map<String, Page> PAGES =
      Map.of(
          "/", new Page("dashboard.html"),
          "/docs", new Page("reference.html"),
          "/docs/admin", new Page("reference.html"));

  /** Matches no path that leads out of the folder. */
  private static final Pattern ASSET = Pattern.compile("/(assets(?:/[a-z0-9][a-z0-9._-]*)+)");

  /** By path, or by name in the jar. */
  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  private final OpenApiDocument document;

  private final Responses responses = new Responses();

  /**
   * Creates the pages of an API.
   *
   * @param document served with the simulator as its server
   */
  public Pages(OpenApiDocument document) {
    this.document = document;
  }

  /** Handles a request for a page or file; returns empty for any other path. */
  public Optional<ApiResponse> handle(ApiRequest request) {
    Page page = PAGES.get(request.path());
    PageFile file = file(page, request);
    if (file == null) {
      return Optional.empty();
    }
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      return Optional.of(responses.methodNotAllowed(request, Set.of("GET", "HEAD")));
    }
    ApiResponse response = file.respond(request);
    if (page != null) {
      response =
          response
              .withHeader("Content-Security-Policy", Page.POLICY)
              .withHeader("Referrer-Policy", "no-referrer");
    }
    return Optional.of(request.method().equals("HEAD") ? response.headersOnly() : response);
  }

  private @Nullable PageFile file(@Nullable Page page, ApiRequest request) {
    String path = request.path();
    // Not cached, as the client chooses the origin. It is absolute because many generators refuse
    // or misread a relative server URL, for which they would need the URL of the document.
    if (path.equals("/openapi.json")) {
      return PageFile.of("application/json", document.json(request.origin()));
    }
    if (path.equals("/openapi.yaml")) {
      return PageFile.of("application/yaml", document.yaml(request.origin()));
    }
    if (page == null && !(path.startsWith("/assets/") && ASSET.matcher(path).matches())) {
      return null;
    }
    if (page != null) {
      return files.computeIfAbsent(path, name -> page.file(name));
    }
    String resource = path.substring(1);
    // Missing files are not cached: clients could request any number of names.
    return files.computeIfAbsent(resource, name -> PageFile.find(name).orElse(null));
  }
}
