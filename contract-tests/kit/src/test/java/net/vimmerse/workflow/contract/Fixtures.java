package net.vimmerse.workflow.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import okhttp3.Headers;
import okio.ByteString;

/** Small documents and exchanges that a test defines itself. */
public final class Fixtures {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Fixtures() {}

  /** Parses an OpenAPI document without its version line. */
  public static Document document(String yaml) {
    return Document.of(("openapi: 3.0.3\n" + yaml).getBytes(UTF_8));
  }

  /** Parses a value in YAML or JSON. */
  public static JsonNode value(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns an exchange without headers and bodies. */
  public static RecordedExchange exchange(String method, String target, int status) {
    return new RecordedExchange(
        method, target, Headers.EMPTY, ByteString.EMPTY, status, Headers.EMPTY, ByteString.EMPTY);
  }

  /** Returns an exchange with another method. */
  public static RecordedExchange withMethod(String method, RecordedExchange exchange) {
    return request(method, exchange, exchange.requestBody());
  }

  /** Returns an exchange with another request body. */
  public static RecordedExchange withRequestBody(ByteString body, RecordedExchange exchange) {
    return request(exchange.method(), exchange, body);
  }

  private static RecordedExchange request(
      String method, RecordedExchange exchange, ByteString body) {
    return new RecordedExchange(
        method,
        exchange.target(),
        exchange.requestHeaders(),
        body,
        exchange.status(),
        exchange.responseHeaders(),
        exchange.responseBody());
  }
}
