package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaError;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Settled;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.WebhookArrived;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.sequences.model.WebhookSpec;
import net.vimmerse.workflow.contract.validation.JsonBody;

/** Invariants about when a webhook arrives and what it contains. */
public record WebhookInvariants(ResourceModel model, WebhookSpec form) {
  public List<Invariant> all() {
    return List.of(
        received(InvariantId.WEBHOOK_CONFORMS, this::conforms),
        received(InvariantId.NO_WEBHOOK_AFTER_DELETE, WebhookInvariants::notDeleted),
        received(InvariantId.WEBHOOK_ONLY_AFTER_FINAL_STATUS, this::finalStatus),
        received(InvariantId.WEBHOOK_MATCHES_STATE, this::matchesState),
        received(InvariantId.WEBHOOK_SENT_ONCE, WebhookInvariants::sentOnce),
        Invariant.of(InvariantId.FINAL_STATUS_SENDS_WEBHOOK, Settled.class, this::sent));
  }

  private static Invariant received(InvariantId id, Function<WebhookArrived, Evaluation> rule) {
    return Invariant.of(id, WebhookArrived.class, rule);
  }

  private Evaluation conforms(WebhookArrived arrived) {
    ReceivedWebhook webhook = arrived.webhook();
    String method = form.method().toUpperCase(Locale.ROOT);
    if (!webhook.method().equals(method)) {
      return Evaluation.violated(
          "%s sends a webhook with %s".formatted(arrived.resource(), webhook.method()));
    }
    String type = String.valueOf(webhook.contentType());
    if (!type.split(";", 2)[0].strip().equals(form.contentType())) {
      return Evaluation.violated(
          "%s sends a webhook with the content type %s".formatted(arrived.resource(), type));
    }
    List<SchemaError> schemaErrors = model.document().validate(form.body(), body(arrived));
    return Evaluation.that(
        schemaErrors.isEmpty(),
        () ->
            "%s sends a webhook with %s: %s"
                .formatted(arrived.resource(), webhook.body().utf8(), schemaErrors));
  }

  private static Evaluation notDeleted(WebhookArrived arrived) {
    return Evaluation.that(
        !arrived.resource().deleted(),
        () -> "%s sends a webhook although it was deleted".formatted(arrived.resource()));
  }

  private Evaluation finalStatus(WebhookArrived arrived) {
    String status = model.status(arrived.resource().state());
    return Evaluation.that(
        model.statuses().isFinal(status),
        () -> "%s sends a webhook although its status is %s".formatted(arrived.resource(), status));
  }

  private Evaluation matchesState(WebhookArrived arrived) {
    JsonNode state = arrived.resource().state();
    for (Map.Entry<String, SchemaNode> property :
        ObjectSchema.of(form.body()).properties().entrySet()) {
      String name = property.getKey();
      JsonNode received = body(arrived).path(name);
      JsonNode known = known(name, property.getValue(), arrived.resource());
      if (!known.isMissingNode() && !known.equals(received)) {
        return Evaluation.violated(
            "%s sends a webhook with %s %s, but a read returns %s"
                .formatted(arrived.resource(), name, received, known));
      }
    }
    return state.isMissingNode() ? Evaluation.NOT_APPLICABLE : Evaluation.SATISFIED;
  }

  /**
   * Returns the state's value for a property of the webhook: by its name, or because both are
   * statuses.
   */
  private JsonNode known(String name, SchemaNode schema, TrackedResource resource) {
    if (name.equals(model.parameter())) {
      return resource.state().path(model.idProperty());
    }
    return model.statuses().isOf(schema)
        ? resource.state().path(model.named(ChangeRule.STATUS).get(0))
        : resource.state().path(name);
  }

  private static Evaluation sentOnce(WebhookArrived arrived) {
    return Evaluation.that(
        arrived.nth() == 1,
        () -> "%s sends %d webhooks".formatted(arrived.resource(), arrived.nth()));
  }

  private Evaluation sent(Settled settled) {
    if (settled.resource().address().isEmpty()
        || settled.resource().deleted()
        || !model.statuses().isFinal(model.status(settled.resource().state()))) {
      return Evaluation.NOT_APPLICABLE;
    }
    return Evaluation.that(
        settled.resource().webhooks() > 0,
        () -> "%s has a final status but has sent no webhook".formatted(settled.resource()));
  }

  private static JsonNode body(WebhookArrived arrived) {
    return JsonBody.parse(arrived.webhook().body());
  }
}
