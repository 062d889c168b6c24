package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.RequestValidator;
import net.vimmerse.workflow.simulator.contract.Template;
import net.vimmerse.workflow.simulator.contract.TemplateOption;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.simulation.Details;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.Plan;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.WorkflowStore;

/** Decides everything about a new workflow, and stores it. */
final class CreateWorkflow implements BodyHandler {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TEMPLATE_ID = "template_id";

  private final ApiDocument document;
  private final RequestValidator validator;
  private final WorkflowStore store;
  private final InstantSource clock;
  private final Duration duration;
  private final Supplier<String> ids;
  private final WorkflowAnswers answers;

  CreateWorkflow(
      ApiDocument document,
      RequestValidator validator,
      WorkflowStore store,
      InstantSource clock,
      Duration duration,
      Supplier<String> ids,
      WorkflowAnswers answers) {
    this.document = document;
    this.validator = validator;
    this.store = store;
    this.clock = clock;
    this.duration = duration;
    this.ids = ids;
    this.answers = answers;
  }

  @Override
  public ApiResponse handle(Call call, ObjectNode sent) {
    JsonNode templateId = sent.path(TEMPLATE_ID);
    if (!templateId.isMissingNode() && !templateId.isTextual()) {
      return answers.invalid(
          List.of(
              new Violation(
                  List.of("body", TEMPLATE_ID), "Input should be a valid string", "string_type")));
    }
    Optional<Template> template =
        templateId.isMissingNode()
            ? Optional.of(document.defaultTemplate())
            : document.template(templateId.asText());
    if (template.isEmpty()) {
      return answers.error(call, 404);
    }
    List<Violation> violations = validator.validateBody(sent, template.get().schema());
    if (!violations.isEmpty()) {
      return answers.invalid(violations);
    }
    Workflow workflow = decide(call, template.get(), sent);
    store.add(workflow);
    ApiResponse answer = answers.workflow(call, workflow);
    Set<String> unknown = new LinkedHashSet<>();
    sent.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(document.requestFields(template.get()));
    return unknown.isEmpty()
        ? answer
        : answer.note("fields that no template has were ignored: " + String.join(", ", unknown));
  }

  private Workflow decide(Call call, Template template, ObjectNode sent) {
    Instant now = clock.instant();
    ObjectNode options = template.effectiveOptions(sent.path("options"));
    List<String> images = images(template, sent, options);
    return new Workflow(
        ids.get(),
        call.caller(),
        template.id(),
        template.label(),
        text(sent, "title"),
        JSON.convertValue(options, new TypeReference<Map<String, Object>>() {}),
        images,
        options.path("aspect_ratio").asText(""),
        template.mode(options).pipeline(),
        new Plan(duration, outcome(template, images, options)),
        new Details(
            text(sent, "title"),
            text(sent, "description"),
            text(sent, "visibility_status"),
            null,
            null,
            now),
        now);
  }

  private String text(ObjectNode sent, String field) {
    return sent.path(field).asText(document.commonDefault(field).asText());
  }

  private static List<String> images(Template template, ObjectNode sent, ObjectNode options) {
    List<String> images = new ArrayList<>();
    sent.path("image_urls").forEach(url -> images.add(url.asText()));
    for (TemplateOption option : template.options()) {
      if ("image".equals(option.input()) && options.has(option.name())) {
        images.add(options.path(option.name()).asText());
      }
    }
    images.removeIf(String::isBlank);
    return images;
  }

  private static Outcome outcome(Template template, List<String> images, ObjectNode options) {
    List<String> inputOptions =
        template.options().stream()
            .filter(option -> option.input() != null)
            .map(TemplateOption::name)
            .collect(Collectors.toList());
    boolean hasInput =
        !images.isEmpty()
            || inputOptions.stream().anyMatch(name -> !options.path(name).asText("").isBlank());
    return hasInput
        ? new Outcome.Success()
        : new Outcome.Failure(
            0,
            "this workflow fails because "
                + template.id()
                + " got no input: send image_urls"
                + inputOptions.stream()
                    .map(name -> " or options." + name)
                    .collect(Collectors.joining()));
  }
}
