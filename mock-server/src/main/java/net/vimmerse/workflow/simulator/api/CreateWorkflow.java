package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.json.JsonTree;
import net.vimmerse.workflow.simulator.openapi.PipelineMode;
import net.vimmerse.workflow.simulator.openapi.RequestValidator;
import net.vimmerse.workflow.simulator.openapi.Template;
import net.vimmerse.workflow.simulator.openapi.TemplateOption;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.OutcomePlan;
import net.vimmerse.workflow.simulator.simulation.Pipeline;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowDetails;
import org.jspecify.annotations.Nullable;

/** Handles createWorkflow. */
final class CreateWorkflow {

  private static final String TEMPLATE_ID = "template_id";

  private final WorkflowApiDocument document;
  private final RequestValidator validator;
  private final WorkflowResponses responses;

  CreateWorkflow(
      WorkflowApiDocument document, RequestValidator validator, WorkflowResponses responses) {
    this.document = document;
    this.validator = validator;
    this.responses = responses;
  }

  ApiResponse handle(ApiCall call) {
    ObjectNode body = call.json();
    JsonNode templateId = body.path(TEMPLATE_ID);
    if (!templateId.isMissingNode() && !templateId.isTextual()) {
      return responses.invalid(
          List.of(
              new Violation(
                  List.of("body", TEMPLATE_ID),
                  "Input should be a valid string",
                  "string_type",
                  templateId)));
    }
    Optional<Template> template =
        templateId.isMissingNode()
            ? Optional.of(document.defaultTemplate())
            : document.template(templateId.asText());
    if (template.isEmpty()) {
      return responses.error(call, 404);
    }
    List<Violation> violations = validator.validateBody(body, template.get().schema());
    if (!violations.isEmpty()) {
      return responses.invalid(violations);
    }
    Workflow workflow;
    try {
      workflow = plan(call, template.get(), body);
    } catch (InvalidOutcomeException e) {
      return responses.invalid(List.of(e.violation()));
    }
    if (!call.namespace().create(workflow)) {
      return responses
          .error(call, 402)
          .withNote(
              "%s costs %d credits, but the balance is %d"
                  .formatted(
                      workflow.templateId(),
                      workflow.credits(),
                      call.namespace().credits().balance(workflow.createdAt())));
    }
    ApiResponse response = responses.workflow(call, workflow);
    Set<String> known = template.get().properties();
    List<String> unknown = new ArrayList<>();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown.add(name);
              }
            });
    return unknown.isEmpty()
        ? response
        : response.withNote("ignored unknown properties: " + String.join(", ", unknown));
  }

  private Workflow plan(ApiCall call, Template template, ObjectNode body)
      throws InvalidOutcomeException {
    Instant now = call.namespace().clock().instant();
    ObjectNode options = template.effectiveOptions(body.path("options"));
    List<String> images = images(template, body, options);
    PipelineMode mode = template.mode(options);
    String eventId = text(body, "event_id");
    long number = call.namespace().nextNumber();
    String id = call.namespace().workflowId(number);
    Pipeline pipeline = call.namespace().withTiming(id, template.id(), mode.pipeline());
    OutcomePlan plan =
        OutcomePlanner.plan(
            call,
            template.id(),
            eventId,
            pipeline,
            call.namespace().defaultDuration(id, pipeline),
            missingInput(template, images, options));
    return new Workflow(
        id,
        number,
        call.namespace().id(),
        template.id(),
        template.label(),
        text(body, "title"),
        JsonTree.toJava(options),
        images,
        options.path("aspect_ratio").asText(""),
        eventId,
        template.webhook() && body.has("webhook_url") ? body.get("webhook_url").asText() : null,
        TraceContext.headers(call.request()),
        mode.credits(),
        pipeline,
        call.namespace().withTimeToLive(plan, now),
        null,
        new WorkflowDetails(
            text(body, "title"),
            text(body, "description"),
            text(body, "visibility_status"),
            null,
            null,
            now),
        now);
  }

  private String text(ObjectNode body, String property) {
    return body.path(property).asText(document.commonDefault(property).asText());
  }

  private static List<String> images(Template template, ObjectNode body, ObjectNode options) {
    List<String> images = new ArrayList<>();
    body.path("image_urls").forEach(url -> images.add(url.asText()));
    for (TemplateOption option : template.options()) {
      if ("image".equals(option.input()) && options.has(option.name())) {
        images.add(options.path(option.name()).asText());
      }
    }
    images.removeIf(String::isBlank);
    return images;
  }

  /** Returns why the workflow fails for lack of an input; null if it has one. */
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
        : "this workflow fails because " + template.id() + " has no input: send " + ways;
  }
}
