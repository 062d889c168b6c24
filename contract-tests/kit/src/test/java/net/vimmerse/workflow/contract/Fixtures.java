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

/** Small documents and exchanges, for a test that shows beside itself what it is about. */
public final class Fixtures {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Fixtures() {}

  /** An OpenAPI document from what follows its version number. */
  public static Document document(String yaml) {
    return Document.of(("openapi: 3.0.3\n" + yaml).getBytes(UTF_8));
  }

  /** A value, in YAML or JSON. */
  public static JsonNode value(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request without headers and body, answered with a status and nothing else. */
  public static RecordedExchange exchange(String method, String target, int status) {
    return new RecordedExchange(
        method, target, Headers.EMPTY, ByteString.EMPTY, status, Headers.EMPTY, ByteString.EMPTY);
  }
}
