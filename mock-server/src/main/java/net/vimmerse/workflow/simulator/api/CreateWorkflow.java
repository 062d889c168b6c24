package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.Mode;
import net.vimmerse.workflow.simulator.contract.RequestValidator;
import net.vimmerse.workflow.simulator.contract.Template;
import net.vimmerse.workflow.simulator.contract.TemplateOption;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.simulation.Details;
import net.vimmerse.workflow.simulator.simulation.Plan;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import org.jspecify.annotations.Nullable;

/** Decides everything about a new workflow, and has its world keep it. */
final class CreateWorkflow implements BodyHandler {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TEMPLATE_ID = "template_id";

  private final ApiDocument document;
  private final RequestValidator validator;
  private final WorkflowAnswers answers;

  CreateWorkflow(ApiDocument document, RequestValidator validator, WorkflowAnswers answers) {
    this.document = document;
    this.validator = validator;
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
    Workflow workflow;
    try {
      workflow = decide(call, template.get(), sent);
    } catch (UnknownOutcomeException e) {
      return answers.invalid(List.of(e.violation()));
    }
    if (!call.world().create(workflow)) {
      return answers
          .error(call, 402)
          .note(
              "%s costs %d credits, and %d are left"
                  .formatted(
                      workflow.templateId(),
                      workflow.credits(),
                      call.world().credits().balance(workflow.createdAt())));
    }
    ApiResponse answer = answers.workflow(call, workflow);
    Set<String> unknown = new LinkedHashSet<>();
    sent.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(document.requestFields(template.get()));
    return unknown.isEmpty()
        ? answer
        : answer.note("fields that no template has were ignored: " + String.join(", ", unknown));
  }

  private Workflow decide(Call call, Template template, ObjectNode sent)
      throws UnknownOutcomeException {
    Instant now = call.world().clock().instant();
    ObjectNode options = template.effectiveOptions(sent.path("options"));
    List<String> images = images(template, sent, options);
    Mode mode = template.mode(options);
    String eventId = text(sent, "event_id");
    String id = call.world().nextId();
    Plan plan =
        Outcomes.decide(
            call,
            template.id(),
            eventId,
            mode.pipeline(),
            call.world().usualDuration(id),
            missingInput(template, images, options));
    return new Workflow(
        id,
        call.world().namespace(),
        template.id(),
        template.label(),
        text(sent, "title"),
        JSON.convertValue(options, new TypeReference<Map<String, Object>>() {}),
        images,
        options.path("aspect_ratio").asText(""),
        eventId,
        template.webhook() && sent.has("webhook_url") ? sent.get("webhook_url").asText() : null,
        mode.credits(),
        mode.pipeline(),
        call.world().bounded(plan, now),
        null,
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

  /** Why a workflow cannot succeed for want of an input; null if it has one. */
  private static @Nullable String missingInput(
      Template template, List<String> images, ObjectNode options) {
    StringBuilder ways = new StringBuilder("image_urls");
    boolean hasInput = !images.isEmpty();
    for (TemplateOption option : template.options()) {
      if (option.input() != null) {
        ways.append(" or options.").append(option.name());
        hasInput |= !options.path(option.name()).asText("").isBlank();
      }
    }
    return hasInput
        ? null
        : "this workflow fails because " + template.id() + " got no input: send " + ways;
  }
}
