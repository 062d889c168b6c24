package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.openapi.RequestValidator;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.WorkflowDetails;
import org.jspecify.annotations.Nullable;

/** Handles updateWorkflow. */
final class UpdateWorkflow {

  private static final String SCHEMA = "UpdateWorkflowRequest";
  private static final String DELIVERED_AT = "delivered_at";

  /** The pattern of the document admits 31 days in each month. */
  private static final String NO_SUCH_DATE = "day value is outside expected range";

  private final WorkflowApiDocument document;
  private final RequestValidator validator;
  private final WorkflowResponses responses;

  UpdateWorkflow(
      WorkflowApiDocument document, RequestValidator validator, WorkflowResponses responses) {
    this.document = document;
    this.validator = validator;
    this.responses = responses;
  }

  ApiResponse handle(ApiCall call) {
    ObjectNode body = call.json();
    // An empty body has an error of its own, see below.
    List<Violation> violations = body.isEmpty() ? List.of() : validator.validateBody(body, SCHEMA);
    if (!violations.isEmpty()) {
      return responses.invalid(violations);
    }
    Instant now = call.namespace().clock().instant();
    Optional<Instant> deliveredAt =
        body.path(DELIVERED_AT).isNull()
            ? Optional.of(now)
            : TimestampFormat.parse(body.path(DELIVERED_AT).asText());
    if (body.has(DELIVERED_AT) && deliveredAt.isEmpty()) {
      return responses.invalid(
          List.of(
              Violation.ofDate(
                  List.of("body", DELIVERED_AT), body.get(DELIVERED_AT), NO_SUCH_DATE)));
    }
    if (call.namespace().find(call.workflowId()).isPresent() && changesNothing(body)) {
      return responses.error(call, 400);
    }
    return responses.workflow(
        call,
        call.namespace()
            .update(
                call.workflowId(),
                details -> change(details, body, deliveredAt.orElse(null), now)));
  }

  private boolean changesNothing(ObjectNode body) {
    return Collections.disjoint(
        document.openApi().propertyNames(SCHEMA),
        body.propertyStream().map(Map.Entry::getKey).toList());
  }

  private static WorkflowDetails change(
      WorkflowDetails before, ObjectNode body, @Nullable Instant deliveredAt, Instant now) {
    JsonNode rating = body.path("rating");
    return new WorkflowDetails(
        body.path("title").asText(before.title()),
        body.path("description").asText(before.description()),
        body.path("visibility_status").asText(before.visibilityStatus()),
        rating.isMissingNode() ? before.rating() : rating.asText(),
        deliveredAt == null ? before.deliveredAt() : deliveredAt,
        now);
  }
}
