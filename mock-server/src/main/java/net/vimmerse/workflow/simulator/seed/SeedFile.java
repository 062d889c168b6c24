package net.vimmerse.workflow.simulator.seed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.openapi.InteroperableParser;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * Creates workflows at start from a file in YAML or JSON: a list of objects with {@code key},
 * {@code request} and, optionally, {@code outcome} and {@code count}.
 */
public final class SeedFile {

  private static final Set<String> PROPERTIES = Set.of("key", "request", "outcome", "count");
  private static final int MAX_COUNT = 100_000;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Path path;
  private final List<SeedEntry> entries;

  private SeedFile(Path path, List<SeedEntry> entries) {
    this.path = path;
    this.entries = entries;
  }

  /**
   * Reads a file.
   *
   * @throws StartupException if it is missing or malformed; the message names the file and the
   *     entry
   */
  public static SeedFile read(Path path) {
    JsonNode list;
    try {
      list = YAML.readTree(InteroperableParser.in(YAML.createParser(Files.readString(path))));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new StartupException(
          path + ": line " + line + ": " + firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new StartupException(
          "the seed file " + path + " cannot be read: " + StartupException.causeOf(e), e);
    }
    if (!list.isArray()) {
      throw new StartupException(path + ": expected a list of entries");
    }
    List<SeedEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      entries.add(entry(path, entries.size() + 1, entry));
    }
    return new SeedFile(path, entries);
  }

  private static SeedEntry entry(Path path, int number, JsonNode entry) {
    if (!entry.isObject()) {
      throw error(path, number, "expected an object with key and request");
    }
    Set<String> unknown = new TreeSet<>();
    entry.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(PROPERTIES);
    if (!unknown.isEmpty()) {
      throw error(path, number, unknown.iterator().next() + ": unknown property");
    }
    JsonNode key = entry.path("key");
    if (!key.isTextual() || key.asText().isBlank()) {
      throw error(path, number, "key: expected a non-blank string");
    }
    if (!(entry.path("request") instanceof ObjectNode request)) {
      throw error(
          path, number, "request: expected an object, the body of a request to create a workflow");
    }
    JsonNode outcome = entry.path("outcome");
    if (!outcome.isMissingNode() && !outcome.isTextual()) {
      throw error(path, number, "outcome: expected a string such as fail-at=upscale");
    }
    JsonNode count = entry.path("count");
    if (!count.isMissingNode() && !isCount(count)) {
      throw error(path, number, "count: expected an integer from 1 to " + MAX_COUNT);
    }
    return new SeedEntry(
        number,
        key.asText(),
        request,
        outcome.isMissingNode() ? null : outcome.asText(),
        count.asInt(1));
  }

  private static boolean isCount(JsonNode count) {
    return count.isInt() && count.asInt() >= 1 && count.asInt() <= MAX_COUNT;
  }

  /**
   * Creates the workflows in order, as requests would.
   *
   * @throws StartupException if one is rejected; the message names the entry and the reason
   */
  public void createWorkflows(SimulatedApi api) {
    for (SeedEntry entry : entries) {
      byte[] body = entry.request().toString().getBytes(StandardCharsets.UTF_8);
      for (int made = 0; made < entry.count(); made++) {
        ApiResponse response = api.create(entry.key(), entry.outcome(), body);
        if (response.status() != 200) {
          throw error(path, entry.number(), reason(response));
        }
      }
    }
  }

  /** Returns the error message of a response, with the property of the file that it is about. */
  private static String reason(ApiResponse response) {
    try {
      JsonNode body = YAML.readTree(response.body());
      JsonNode violation = body.at("/detail/0");
      if (violation.isMissingNode()) {
        return "request: " + body.path("message").asText() + note(response);
      }
      StringBuilder property = new StringBuilder();
      for (JsonNode segment : violation.path("loc")) {
        property.append(property.isEmpty() ? "" : ".").append(segment.asText());
      }
      String place =
          property.toString().startsWith("header")
              ? "outcome"
              : property.toString().replaceFirst("^body", "request");
      return place + ": " + violation.path("msg").asText();
    } catch (IOException e) {
      return "request: rejected with status " + response.status();
    }
  }

  private static String note(ApiResponse response) {
    @Nullable String note = response.headers().get(ApiResponse.NOTE);
    return note == null ? "" : " (" + note + ")";
  }

  private static StartupException error(Path path, int number, String what) {
    return new StartupException(path + ": entry " + number + ": " + firstLine(what));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
