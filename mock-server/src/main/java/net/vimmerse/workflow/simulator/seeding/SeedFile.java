package net.vimmerse.workflow.simulator.seeding;

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
import net.vimmerse.workflow.simulator.CannotStartException;
import net.vimmerse.workflow.simulator.api.ApiResponse;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import org.jspecify.annotations.Nullable;

/**
 * A file with workflows that are created at start, in YAML, of which JSON is a part: a list of
 * objects with {@code key}, {@code request} (what would be sent to create one), and perhaps {@code
 * outcome} and {@code count}.
 */
public final class SeedFile {

  private static final Set<String> FIELDS = Set.of("key", "request", "outcome", "count");
  private static final int MOST = 100_000;

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
   * @throws CannotStartException if it is not of this form; the message says where
   */
  public static SeedFile read(Path path) {
    JsonNode list;
    try {
      list = YAML.readTree(Files.readString(path));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new CannotStartException(
          path + ": line " + line + ": " + firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new CannotStartException("the seed file " + path + " cannot be read: " + e, e);
    }
    if (!list.isArray()) {
      throw new CannotStartException(path + ": a list of entries is expected");
    }
    List<SeedEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      entries.add(entry(path, entries.size() + 1, entry));
    }
    return new SeedFile(path, entries);
  }

  private static SeedEntry entry(Path path, int number, JsonNode entry) {
    if (!entry.isObject()) {
      throw wrong(path, number, "an object with key and request is expected");
    }
    Set<String> unknown = new TreeSet<>();
    entry.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw wrong(path, number, unknown.iterator().next() + ": there is no such field");
    }
    JsonNode key = entry.path("key");
    if (!key.isTextual() || key.asText().isBlank()) {
      throw wrong(path, number, "key: a text is expected that is not blank");
    }
    if (!(entry.path("request") instanceof ObjectNode request)) {
      throw wrong(path, number, "request: an object is expected, as is sent to create a workflow");
    }
    JsonNode outcome = entry.path("outcome");
    if (!outcome.isMissingNode() && !outcome.isTextual()) {
      throw wrong(path, number, "outcome: a text is expected, such as fail-at=upscale");
    }
    JsonNode count = entry.path("count");
    if (!count.isMissingNode() && !isCount(count)) {
      throw wrong(path, number, "count: a whole number from 1 to " + MOST + " is expected");
    }
    return new SeedEntry(
        number,
        key.asText(),
        request,
        outcome.isMissingNode() ? null : outcome.asText(),
        count.asInt(1));
  }

  private static boolean isCount(JsonNode count) {
    return count.isInt() && count.asInt() >= 1 && count.asInt() <= MOST;
  }

  /**
   * Creates the workflows, in order, just as a caller would.
   *
   * @throws CannotStartException if one is refused; the message says which, and why
   */
  public void sow(SimulatedApi api) {
    for (SeedEntry entry : entries) {
      byte[] body = entry.request().toString().getBytes(StandardCharsets.UTF_8);
      for (int made = 0; made < entry.count(); made++) {
        ApiResponse answer = api.create(entry.key(), entry.outcome(), body);
        if (answer.status() != 200) {
          throw wrong(path, entry.number(), reason(answer));
        }
      }
    }
  }

  /** What an answer says is wrong, with the field in the file that it is about. */
  private static String reason(ApiResponse answer) {
    try {
      JsonNode body = YAML.readTree(answer.body());
      JsonNode violation = body.at("/detail/0");
      if (violation.isMissingNode()) {
        return "request: " + body.path("message").asText() + note(answer);
      }
      StringBuilder field = new StringBuilder();
      for (JsonNode step : violation.path("loc")) {
        field.append(field.isEmpty() ? "" : ".").append(step.asText());
      }
      String place =
          field.toString().startsWith("header")
              ? "outcome"
              : field.toString().replaceFirst("^body", "request");
      return place + ": " + violation.path("msg").asText();
    } catch (IOException e) {
      return "request: refused with status " + answer.status();
    }
  }

  private static String note(ApiResponse answer) {
    @Nullable String note = answer.headers().get(ApiResponse.NOTE);
    return note == null ? "" : " (" + note + ")";
  }

  private static CannotStartException wrong(Path path, int number, String what) {
    return new CannotStartException(path + ": entry " + number + ": " + firstLine(what));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
