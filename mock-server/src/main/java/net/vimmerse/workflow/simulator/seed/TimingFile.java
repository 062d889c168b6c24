package net.vimmerse.workflow.simulator.seed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.openapi.PipelineMode;
import net.vimmerse.workflow.simulator.openapi.Template;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.Pace;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.TimingProfile;
import net.vimmerse.workflow.simulator.store.StartupException;

/**
 * Reads a timing profile in YAML or JSON: for each template a list of observed workflows, with
 * {@code new}, the seconds until processing started, and {@code steps}, the seconds of each step in
 * order.
 */
public final class TimingFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final Path path;
  private final WorkflowApiDocument document;
  private final double speed;

  private TimingFile(Path path, WorkflowApiDocument document, double speed) {
    this.path = path;
    this.document = document;
    this.speed = speed;
  }

  /**
   * Reads a file.
   *
   * @param speed what all times are divided by
   * @throws StartupException if it cannot be read, or names a template or steps that the document
   *     does not have; the message names the file and the place
   */
  public static TimingProfile read(Path path, WorkflowApiDocument document, double speed) {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(path));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new StartupException(path + ": line " + line + ": " + reason, e);
    } catch (IOException e) {
      throw new StartupException(
          "the timing file " + path + " cannot be read: " + StartupException.causeOf(e), e);
    }
    return new TimingFile(path, document, speed).profile(root.path("templates"));
  }

  private TimingProfile profile(JsonNode templates) {
    if (!templates.isObject()) {
      throw error("templates", "expected an object with the observed workflows of each template");
    }
    Map<TimingProfile.Kind, List<Pace>> runs = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : templates.properties()) {
      Template template =
          document
              .template(entry.getKey())
              .orElseThrow(() -> error(entry.getKey(), "the document has no such template"));
      for (JsonNode run : entry.getValue()) {
        List<String> steps = new ArrayList<>();
        run.path("steps").fieldNames().forEachRemaining(steps::add);
        requireKnown(template, steps);
        runs.computeIfAbsent(
                new TimingProfile.Kind(template.id(), steps), kind -> new ArrayList<>())
            .add(pace(template.id(), run));
      }
    }
    return new TimingProfile(runs);
  }

  private void requireKnown(Template template, List<String> steps) {
    List<List<String>> known = template.modes().values().stream().map(TimingFile::steps).toList();
    if (!known.contains(steps)) {
      throw error(
          template.id(),
          "the document has the steps %s, not %s; observe the template again, or remove the entry"
              .formatted(known, steps));
    }
  }

  private static List<String> steps(PipelineMode mode) {
    return mode.pipeline().steps().stream().map(Step::flow).toList();
  }

  private Pace pace(String template, JsonNode run) {
    List<Duration> steps = new ArrayList<>();
    run.path("steps").forEach(time -> steps.add(time(template, time)));
    try {
      Pace pace = new Pace(time(template, run.path("new")), steps);
      Durations.requireInRange("the duration of a workflow, divided by the speed,", pace.total());
      return pace;
    } catch (IllegalArgumentException e) {
      throw error(template, String.valueOf(e.getMessage()));
    }
  }

  /** Reads seconds; a time that is not zero is at least a millisecond after its division. */
  private Duration time(String template, JsonNode seconds) {
    if (!seconds.isNumber()
        || !(seconds.doubleValue() >= 0)
        || seconds.doubleValue() > Durations.MAX.toSeconds()) {
      throw error(template, "expected seconds, not " + seconds);
    }
    double millis = seconds.doubleValue() * 1000 / speed;
    return Duration.ofMillis(millis == 0 ? 0 : Math.max(1, Math.round(millis)));
  }

  private StartupException error(String place, String what) {
    return new StartupException(path + ": " + place + ": " + what);
  }
}
