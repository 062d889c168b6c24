package net.vimmerse.workflow.simulator.pages;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.Envelope;
import net.vimmerse.workflow.simulator.api.Answers;
import net.vimmerse.workflow.simulator.api.ApiRequest;
import net.vimmerse.workflow.simulator.api.ApiResponse;
import net.vimmerse.workflow.simulator.api.Cors;
import net.vimmerse.workflow.simulator.contract.OpenApi;
import org.jspecify.annotations.Nullable;

/**
 * The pages that the simulator shows, and the files that they load.
 *
 * <p>Thread-safe.
 */
public final class Pages {

  /** Each page by its path. What it loads lies below {@code /assets} here and in the jar alike. */
  private static final Map<String, Page> PAGES =
      Map.of(
          "/", Page.strict("dashboard.html"),
          "/docs", Page.reference("reference.html"),
          "/docs/admin", Page.reference("reference.html"));

  /** The server in the documents: the one that they come from, however it was reached. */
  private static final String SERVER = "/";

  /** No path that leads out of the folder fits this. */
  private static final Pattern ASSET = Pattern.compile("/(assets(?:/[a-z0-9][a-z0-9._-]*)+)");

  /** By their path at the simulator, or in the jar. */
  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  /** Made when they are first asked for. */
  private final Map<String, Supplier<PageFile>> documents;

  private final Answers answers = new Answers(0, Envelope.NONE);

  /**
   * Pages for the service that a document describes.
   *
   * @param document what the pages are drawn from; served with the simulator as its server
   */
  public Pages(OpenApi document) {
    this.documents =
        Map.of(
            "/openapi.json", () -> PageFile.of("application/json", document.json(SERVER)),
            "/openapi.yaml", () -> PageFile.of("application/yaml", document.yaml(SERVER)));
  }

  /** Answers a request for a page or a file; empty if it is for something else. */
  public Optional<ApiResponse> answer(ApiRequest request) {
    Page page = PAGES.get(request.path());
    PageFile file = file(page, request.path());
    if (file == null) {
      return Optional.empty();
    }
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      return Optional.of(answers.methodNotAllowed(request, Set.of("GET", "HEAD")));
    }
    ApiResponse answer = file.answer(request);
    if (page != null) {
      answer =
          answer
              .with("Content-Security-Policy", page.policy())
              .with("Referrer-Policy", "no-referrer");
    }
    return Optional.of(
        Cors.expose(request.method().equals("HEAD") ? answer.headersOnly() : answer));
  }

  private @Nullable PageFile file(@Nullable Page page, String path) {
    Supplier<PageFile> document = documents.get(path);
    if (document != null) {
      return files.computeIfAbsent(path, name -> document.get());
    }
    if (page == null && !ASSET.matcher(path).matches()) {
      return null;
    }
    String resource = page == null ? path.substring(1) : page.resource();
    // What is not there is not remembered: anyone may ask for it under any name.
    return files.computeIfAbsent(resource, name -> PageFile.find(name).orElse(null));
  }
}
