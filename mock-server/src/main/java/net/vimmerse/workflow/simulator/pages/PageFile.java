package net.vimmerse.workflow.simulator.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.EntityTag;
import net.vimmerse.workflow.simulator.http.Gzip;

/** A bundled file, plain and compressed. Immutable. */
final class PageFile {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final String contentType;
  private final byte[] bytes;
  private final byte[] compressed;

  private PageFile(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
    this.compressed = Gzip.compress(bytes);
  }

  /** Creates a file from generated text. */
  static PageFile of(String contentType, String text) {
    return new PageFile(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a file of the jar, relative to this package; returns empty if it does not exist or has no
   * known type.
   */
  static Optional<PageFile> find(String resource) {
    String contentType = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (contentType == null) {
      return Optional.empty();
    }
    try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new PageFile(contentType, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** Returns a copy of a text file in which a text is replaced everywhere. */
  PageFile replacing(String text, String replacement) {
    return of(contentType, new String(bytes, StandardCharsets.UTF_8).replace(text, replacement));
  }

  /** Returns the file, compressed if the client accepts gzip; 304 if the client has it. */
  ApiResponse respond(ApiRequest request) {
    boolean gzip = compressed.length < bytes.length && Gzip.isAccepted(request);
    String entityTag = EntityTag.of(bytes, gzip ? "-gzip" : "");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", entityTag);
    // A newer simulator may use the same address; revalidation costs no body.
    headers.put("Cache-Control", "no-cache");
    headers.put("Vary", "Accept-Encoding");
    headers.put("X-Content-Type-Options", "nosniff");
    if (EntityTag.matches(entityTag, request.header("If-None-Match"))) {
      return new ApiResponse(304, headers, new byte[0]);
    }
    headers.put("Content-Type", contentType);
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
    }
    return new ApiResponse(200, headers, gzip ? compressed : bytes);
  }
}
