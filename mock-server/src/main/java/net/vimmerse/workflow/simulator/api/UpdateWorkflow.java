package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.RequestValidator;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.simulation.Details;
import org.jspecify.annotations.Nullable;

/** Changes the details that a request names. */
final class UpdateWorkflow implements BodyHandler {

  private static final String SCHEMA = "UpdateWorkflowRequest";
  private static final String DELIVERED_AT = "delivered_at";

  private final ApiDocument document;
  private final RequestValidator validator;
  private final WorkflowAnswers answers;

  UpdateWorkflow(ApiDocument document, RequestValidator validator, WorkflowAnswers answers) {
    this.document = document;
    this.validator = validator;
    this.answers = answers;
  }

  @Override
  public ApiResponse handle(Call call, ObjectNode sent) {
    // A body that names nothing has an error of its own, see below.
    List<Violation> violations = sent.isEmpty() ? List.of() : validator.validateBody(sent, SCHEMA);
    if (!violations.isEmpty()) {
      return answers.invalid(violations);
    }
    Instant now = call.world().clock().instant();
    Optional<Instant> deliveredAt =
        sent.path(DELIVERED_AT).isNull()
            ? Optional.of(now)
            : Timestamps.parse(sent.path(DELIVERED_AT).asText());
    if (sent.has(DELIVERED_AT) && deliveredAt.isEmpty()) {
      return answers.invalid(
          List.of(
              new Violation(
                  List.of("body", DELIVERED_AT),
                  "Input should be a valid datetime",
                  "datetime_parsing")));
    }
    if (call.world().find(call.workflowId()).isPresent() && changesNothing(sent)) {
      return answers.error(call, 400);
    }
    return answers.workflow(
        call,
        call.world()
            .update(
                call.workflowId(),
                details -> change(details, sent, deliveredAt.orElse(null), now)));
  }

  private boolean changesNothing(ObjectNode sent) {
    return Collections.disjoint(
        document.openApi().propertyNames(SCHEMA),
        sent.properties().stream().map(e -> e.getKey()).toList());
  }

  private static Details change(
      Details before, ObjectNode sent, @Nullable Instant deliveredAt, Instant now) {
    JsonNode rating = sent.path("rating");
    return new Details(
        sent.path("title").asText(before.title()),
        sent.path("description").asText(before.description()),
        sent.path("visibility_status").asText(before.visibilityStatus()),
        rating.isMissingNode() ? before.rating() : rating.asText(),
        deliveredAt == null ? before.deliveredAt() : deliveredAt,
        now);
  }
}
