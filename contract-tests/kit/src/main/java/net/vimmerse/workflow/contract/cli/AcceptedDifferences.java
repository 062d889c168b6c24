package net.vimmerse.workflow.contract.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.drift.Difference;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.openapi.ParserMessage;

/**
 * Differences that are known and accepted, from a YAML file: a list of objects with the properties
 * {@code difference}, {@code reason} and {@code date}.
 *
 * @param byKey reason and date, by what identifies a difference in all runs
 */
record AcceptedDifferences(Map<String, Entry> byKey) {
  private static final String OPTION = "--accept";

  /**
   * Why and when a difference was accepted.
   *
   * @param date in ISO form
   */
  record Entry(String reason, String date) {}

  /** Returns no differences. */
  static AcceptedDifferences none() {
    return new AcceptedDifferences(Map.of());
  }

  /**
   * Reads a file.
   *
   * @throws CliException when it cannot be read, or an entry has no reason or date
   */
  static AcceptedDifferences read(Path file) throws CliException {
    JsonNode list;
    try {
      list = new YAMLMapper().readTree(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw rejected(file + " cannot be read (" + ParserMessage.of(e) + ")");
    }
    if (list.isMissingNode() || list.isNull()) {
      return none(); // What is written when there are none.
    }
    if (!list.isArray()) {
      throw rejected(file + " is no list of accepted differences");
    }
    Map<String, Entry> byKey = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      String key = entry.path("difference").asText();
      Entry why = new Entry(entry.path("reason").asText(), entry.path("date").asText());
      if (key.isBlank() || why.reason().isBlank() || why.date().isBlank()) {
        throw rejected(file + ": each entry needs difference, reason and date, not " + entry);
      }
      byKey.put(key, why);
    }
    return new AcceptedDifferences(byKey);
  }

  private static CliException rejected(String message) {
    return new CliException(ExitCode.USAGE_ERROR, OPTION + ": " + message);
  }

  /** Returns the drift without the accepted differences. */
  Drift without(Drift drift) {
    return new Drift(
        drift.envelope(),
        drift.differences().stream().filter(it -> !byKey.containsKey(key(it))).toList());
  }

  /** Returns the accepted differences that a run has not found. */
  List<String> vanished(Drift drift) {
    List<String> found = drift.differences().stream().map(AcceptedDifferences::key).toList();
    return byKey.keySet().stream().filter(it -> !found.contains(it)).toList();
  }

  /** Returns these differences and every other one of a drift, accepted today. */
  AcceptedDifferences and(Drift drift, String reason, LocalDate today) {
    Map<String, Entry> all = new LinkedHashMap<>(byKey);
    drift
        .differences()
        .forEach(it -> all.putIfAbsent(key(it), new Entry(reason, today.toString())));
    return new AcceptedDifferences(all);
  }

  /**
   * Writes a file that {@link #read} reads.
   *
   * @throws CliException when it cannot be written
   */
  void write(Path file) throws CliException {
    StringBuilder yaml = new StringBuilder("# Accepted differences between server and document.\n");
    byKey.forEach(
        (key, why) -> {
          yaml.append("- difference: ").append(TextNode.valueOf(key)).append('\n');
          yaml.append("  reason: ").append(TextNode.valueOf(why.reason())).append('\n');
          yaml.append("  date: ").append(TextNode.valueOf(why.date())).append('\n');
        });
    try {
      Files.writeString(file, yaml, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw rejected(file + " cannot be written (" + e.getMessage() + ")");
    }
  }

  private static String key(Difference difference) {
    return difference.kind() + " " + difference.cause();
  }
}
