package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaError;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Called;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Rested;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.sequences.model.WebhookSpec;

/** When a call-back comes, and what it says. */
public record WebhookInvariants(ResourceModel lifecycle, WebhookSpec form) {
  private static final JsonMapper JSON = new JsonMapper();

  public List<Invariant> all() {
    return List.of(
        new Invariant(
            "a-call-back-is-as-documented",
            "Method, content type and body of a call-back are the documented ones.",
            this::documented),
        new Invariant(
            "what-is-deleted-does-not-call-back",
            "Nothing is said of what was deleted.",
            this::notDeleted),
        new Invariant(
            "no-call-back-before-the-end",
            "Whoever is called back reads a final status.",
            this::ended),
        new Invariant(
            "a-call-back-agrees-with-the-state",
            "What a call-back says is what can be read.",
            this::agrees),
        new Invariant("one-call-back", "A call-back that was taken is not repeated.", this::once),
        new Invariant(
            "the-end-calls-back",
            "What has ended has called back where it was asked to.",
            this::called));
  }

  private Evaluation documented(Observation moment) {
    if (!(moment instanceof Called called)) {
      return Evaluation.SILENT;
    }
    ReceivedWebhook callBack = called.callBack();
    String method = form.method().toUpperCase(Locale.ROOT);
    if (!callBack.method().equals(method)) {
      return Evaluation.broken("%s calls back with %s".formatted(called.life(), callBack.method()));
    }
    String type = String.valueOf(callBack.contentType());
    if (!type.split(";", 2)[0].strip().equals(form.contentType())) {
      return Evaluation.broken(
          "%s calls back with the content type %s".formatted(called.life(), type));
    }
    List<SchemaError> violations = lifecycle.document().validate(form.body(), body(called));
    return Evaluation.that(
        violations.isEmpty(),
        () ->
            "%s calls back with %s: %s"
                .formatted(called.life(), callBack.body().utf8(), violations));
  }

  private Evaluation notDeleted(Observation moment) {
    return moment instanceof Called called
        ? Evaluation.that(
            !called.life().deleted(),
            () -> "%s calls back although it was deleted".formatted(called.life()))
        : Evaluation.SILENT;
  }

  private Evaluation ended(Observation moment) {
    if (!(moment instanceof Called called)) {
      return Evaluation.SILENT;
    }
    String status = lifecycle.status(called.life().state());
    return Evaluation.that(
        lifecycle.statuses().isFinal(status),
        () -> "%s calls back although its status is %s".formatted(called.life(), status));
  }

  private Evaluation agrees(Observation moment) {
    if (!(moment instanceof Called called)) {
      return Evaluation.SILENT;
    }
    JsonNode state = called.life().state();
    for (Map.Entry<String, SchemaNode> member :
        ObjectSchema.of(form.body()).properties().entrySet()) {
      String name = member.getKey();
      JsonNode said = body(called).path(name);
      JsonNode known = known(name, member.getValue(), called.life());
      if (!known.isMissingNode() && !known.equals(said)) {
        return Evaluation.broken(
            "%s calls back with %s %s, but %s can be read"
                .formatted(called.life(), name, said, known));
      }
    }
    return state.isMissingNode() ? Evaluation.SILENT : Evaluation.HELD;
  }

  /** What the state has for a member of the body: by its name, or because both are statuses. */
  private JsonNode known(String name, SchemaNode schema, TrackedResource life) {
    if (name.equals(lifecycle.parameter())) {
      return life.state().path(lifecycle.idMember());
    }
    return lifecycle.statuses().isOf(schema)
        ? life.state().path(lifecycle.named(ChangeRule.STATUS).get(0))
        : life.state().path(name);
  }

  private Evaluation once(Observation moment) {
    return moment instanceof Called called
        ? Evaluation.that(
            called.nth() == 1,
            () -> "%s calls back %d times".formatted(called.life(), called.nth()))
        : Evaluation.SILENT;
  }

  private Evaluation called(Observation moment) {
    if (!(moment instanceof Rested rested)
        || rested.life().address().isEmpty()
        || rested.life().deleted()
        || !lifecycle.statuses().isFinal(lifecycle.status(rested.life().state()))) {
      return Evaluation.SILENT;
    }
    return Evaluation.that(
        rested.life().calls() > 0,
        () -> "%s has ended and has not called back".formatted(rested.life()));
  }

  private static JsonNode body(Called called) {
    try {
      return JSON.readTree(called.callBack().body().utf8());
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }
}
