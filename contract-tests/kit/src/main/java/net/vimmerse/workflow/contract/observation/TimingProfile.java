package net.vimmerse.workflow.contract.observation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.observation.ObservedWorkflow.ObservedStep;
import net.vimmerse.workflow.contract.openapi.ParserMessage;

/**
 * The times of observed workflows by template, as the simulator reads them: several of one template
 * show how much they vary. A file holds template ids, modes, steps and seconds, and nothing else.
 */
public final class TimingProfile {
  private static final int MAX_RUNS = 100;

  /**
   * The times of one workflow.
   *
   * @param start seconds until processing started
   * @param steps seconds by step, in order
   */
  private record Run(String mode, double start, Map<String, Double> steps) {}

  private final Map<String, List<Run>> runs = new TreeMap<>();

  /**
   * Reads a file; returns an empty profile if there is none.
   *
   * @throws IllegalArgumentException when it is no timing profile
   */
  public static TimingProfile read(Path file) throws IOException {
    TimingProfile profile = new TimingProfile();
    if (!Files.exists(file)) {
      return profile;
    }
    JsonNode templates;
    try {
      templates = new YAMLMapper().readTree(Files.readString(file, UTF_8)).path("templates");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(ParserMessage.of(e), e);
    }
    if (!templates.isObject()) {
      throw new IllegalArgumentException("it has no templates");
    }
    templates
        .properties()
        .forEach(
            template -> {
              for (JsonNode run : template.getValue()) {
                Map<String, Double> steps = new LinkedHashMap<>();
                run.path("steps")
                    .properties()
                    .forEach(it -> steps.put(it.getKey(), it.getValue().asDouble()));
                profile.add(
                    template.getKey(),
                    new Run(run.path("mode").asText(), run.path("new").asDouble(), steps));
              }
            });
    return profile;
  }

  /**
   * Adds a workflow. Those of the same mode with other steps are forgotten, as they are outdated.
   */
  public void add(ObservedWorkflow workflow) {
    Map<String, Double> steps = new LinkedHashMap<>();
    for (ObservedStep step : workflow.steps()) {
      steps.merge(step.name(), seconds(step.time()), Double::sum);
    }
    add(workflow.template(), new Run(workflow.mode(), seconds(workflow.start()), steps));
  }

  private void add(String template, Run run) {
    List<Run> all = runs.computeIfAbsent(template, it -> new ArrayList<>());
    List<String> steps = List.copyOf(run.steps().keySet());
    all.removeIf(
        it -> it.mode().equals(run.mode()) && !List.copyOf(it.steps().keySet()).equals(steps));
    all.add(run);
    if (all.size() > MAX_RUNS) {
      all.remove(0);
    }
  }

  private static double seconds(Duration time) {
    return Math.round(time.toMillis() / 10.0) / 100.0;
  }

  /** Returns the text of a file. */
  public String yaml(LocalDate day) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "# The times of workflows of a service in seconds, for --timing of the simulator.\n");
    yaml.append("observed: \"").append(day).append("\"\n");
    yaml.append(runs.isEmpty() ? "templates: {}\n" : "templates:\n");
    runs.forEach(
        (template, all) -> {
          yaml.append("  ").append(name(template)).append(":\n");
          for (Run run : all) {
            String steps =
                run.steps().entrySet().stream()
                    .map(it -> name(it.getKey()) + ": " + text(it.getValue()))
                    .collect(Collectors.joining(", "));
            yaml.append("    - {mode: ").append(name(run.mode()));
            yaml.append(", new: ").append(text(run.start()));
            yaml.append(", steps: {").append(steps).append("}}\n");
          }
        });
    return yaml.toString();
  }

  private static String name(String name) {
    return name.matches("[a-z][a-z0-9_]+") && !name.matches("on|off|no|yes|true|false|null")
        ? name
        : TextNode.valueOf(name).toString();
  }

  private static String text(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds).replaceFirst("\\.?0+$", "");
  }
}
