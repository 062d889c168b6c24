package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import net.vimmerse.workflow.simulator.json.JsonTree;

/**
 * Reads the documents from JSON that the build has converted them to, because reading YAML takes
 * ten times as long, which is noticeable at start.
 */
final class ConvertedDocument {

  private static final String CHECKSUM = "checksum";
  private static final String DOCUMENT = "document";

  private ConvertedDocument() {}

  /**
   * Converts documents on the class path. The build calls it.
   *
   * @param args the directory of classes to write to, and the resources to convert
   */
  public static void main(String[] args) throws IOException {
    for (String resource : Arrays.asList(args).subList(1, args.length)) {
      try (InputStream stream = ConvertedDocument.class.getResourceAsStream(resource)) {
        byte[] yaml = stream.readAllBytes();
        ObjectNode converted = JsonNodeFactory.instance.objectNode().put(CHECKSUM, checksum(yaml));
        converted.set(DOCUMENT, new YAMLMapper().readTree(yaml));
        Path file = Path.of(args[0], json(resource));
        Files.createDirectories(file.getParent());
        new JsonMapper().writeValue(file.toFile(), converted);
      }
    }
  }

  /** Returns the content of a document; empty if it is not the one that was converted. */
  static Optional<JsonNode> find(String resource, byte[] yaml) {
    try (InputStream json = ConvertedDocument.class.getResourceAsStream(json(resource))) {
      JsonNode converted = json == null ? MissingNode.getInstance() : JsonTree.read(json);
      return converted.path(CHECKSUM).asLong() == checksum(yaml)
          ? Optional.of(converted.path(DOCUMENT))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(String resource) {
    return resource.replaceFirst("\\.yaml$", ".json");
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }
}
