package net.vimmerse.workflow.contract.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * Writes the exchanges of a report as an HTTP archive, version 1.2, which browsers and proxies
 * read.
 *
 * <p>A run measures each result, not each exchange: an exchange gets its share of that time, and
 * the start time of the run.
 */
public final class HarReport {
  private static final String VERSION = "1.2";
  private static final String PROTOCOL = "HTTP/1.1";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private HarReport() {}

  /**
   * Returns the archive as JSON.
   *
   * @param base the URL that the targets of the exchanges are relative to
   */
  public static String of(Report report, HttpUrl base) {
    ObjectNode archive = JSON.objectNode();
    ObjectNode log = archive.putObject("log").put("version", VERSION);
    log.putObject("creator").put("name", "workflow-contract-tests").put("version", VERSION);
    ArrayNode entries = log.putArray("entries");
    for (TestResult result : report.results()) {
      double milliseconds =
          result.elapsed().toNanos() / 1e6 / Math.max(1, result.exchanges().size());
      result
          .exchanges()
          .forEach(
              validation -> {
                ObjectNode entry = entries.addObject();
                entry.put("startedDateTime", report.begun().toString());
                entry.put("time", milliseconds);
                entry.set("request", request(base, validation.exchange()));
                entry.set("response", response(validation.exchange()));
                entry.putObject("cache");
                entry
                    .putObject("timings")
                    .put("send", 0)
                    .put("wait", milliseconds)
                    .put("receive", 0);
                entry.put("comment", result.name());
              });
    }
    return archive.toPrettyString();
  }

  private static ObjectNode request(HttpUrl base, RecordedExchange exchange) {
    String root = base.encodedPath().replaceFirst("/$", "");
    HttpUrl url = requireNonNull(base.resolve(root + exchange.target()), "no URL");
    ObjectNode request = JSON.objectNode();
    request.put("method", exchange.method());
    request.put("url", url.toString());
    request.put("httpVersion", PROTOCOL);
    request.putArray("cookies");
    request.set("headers", headers(exchange.requestHeaders()));
    ArrayNode query = request.putArray("queryString");
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      query
          .addObject()
          .put("name", url.queryParameterName(i))
          .put("value", value == null ? "" : value);
    }
    ByteString body = exchange.requestBody();
    if (body.size() > 0) {
      ObjectNode data = request.putObject("postData");
      data.put("mimeType", type(exchange.requestHeaders()));
      data.putArray("params");
      text(data, body, "comment");
    }
    request.put("headersSize", -1);
    request.put("bodySize", body.size());
    return request;
  }

  private static ObjectNode response(RecordedExchange exchange) {
    ByteString body = exchange.responseBody();
    ObjectNode response = JSON.objectNode();
    response.put("status", exchange.status());
    response.put("statusText", "");
    response.put("httpVersion", PROTOCOL);
    response.putArray("cookies");
    response.set("headers", headers(exchange.responseHeaders()));
    ObjectNode content = response.putObject("content");
    content.put("size", body.size());
    content.put("mimeType", type(exchange.responseHeaders()));
    text(content, body, "encoding");
    String location = exchange.responseHeaders().get("Location");
    response.put("redirectURL", location == null ? "" : location);
    response.put("headersSize", -1);
    response.put("bodySize", body.size());
    return response;
  }

  /** Adds a body as text; if it is binary, in base64 with a property that says so. */
  private static void text(ObjectNode holder, ByteString body, String encodedIn) {
    if (ByteString.encodeUtf8(body.utf8()).equals(body)) {
      holder.put("text", body.utf8());
    } else {
      holder.put("text", body.base64()).put(encodedIn, "base64");
    }
  }

  private static ArrayNode headers(Headers headers) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < headers.size(); i++) {
      list.addObject().put("name", headers.name(i)).put("value", headers.value(i));
    }
    return list;
  }

  private static String type(Headers headers) {
    String type = headers.get("Content-Type");
    return type == null ? "" : type;
  }
}
