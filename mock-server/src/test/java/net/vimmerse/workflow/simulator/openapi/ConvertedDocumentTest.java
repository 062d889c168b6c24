package net.vimmerse.workflow.simulator.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertedDocumentTest {

  private static final String RESOURCE = "/net/vimmerse/workflow/workflow-api.yaml";

  @ParameterizedTest
  @ValueSource(strings = {RESOURCE, "/net/vimmerse/workflow/simulator/simulator-api.yaml"})
  void the_build_has_converted_each_document(String resource) throws IOException {
    byte[] yaml = yaml(resource);

    Optional<JsonNode> converted = ConvertedDocument.find(resource, yaml);

    assertThat(converted).contains(new YAMLMapper().readTree(yaml));
  }

  @Test
  void another_document_was_not_converted() {
    assertThat(ConvertedDocument.find(RESOURCE, "openapi: 3.0.3".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(ConvertedDocument.find("/nowhere.yaml", yaml(RESOURCE))).isEmpty();
  }

  private static byte[] yaml(String resource) {
    try (InputStream stream = ConvertedDocumentTest.class.getResourceAsStream(resource)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
