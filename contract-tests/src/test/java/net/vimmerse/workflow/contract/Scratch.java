package net.vimmerse.workflow.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.Headers;
import okio.ByteString;

/** Small documents and exchanges, for a test that shows beside itself what it is about. */
final class Scratch {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Scratch() {}

  /** An OpenAPI document from what follows its version number. */
  static Document document(String yaml) {
    return Document.of(("openapi: 3.0.3\n" + yaml).getBytes(UTF_8));
  }

  /** A value, in YAML or JSON. */
  static JsonNode value(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request without headers and body, answered with a status and nothing else. */
  static Exchange exchange(String method, String target, int status) {
    return new Exchange(
        method, target, Headers.EMPTY, ByteString.EMPTY, status, Headers.EMPTY, ByteString.EMPTY);
  }
}
