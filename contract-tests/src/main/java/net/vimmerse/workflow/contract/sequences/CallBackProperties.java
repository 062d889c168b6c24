package net.vimmerse.workflow.contract.sequences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.vimmerse.workflow.contract.Place;
import net.vimmerse.workflow.contract.Shape;
import net.vimmerse.workflow.contract.Violation;
import net.vimmerse.workflow.contract.sequences.Moment.Called;
import net.vimmerse.workflow.contract.sequences.Moment.Rested;

/** When a call-back comes, and what it says. */
record CallBackProperties(Lifecycle lifecycle, CallBackForm form) {
  private static final JsonMapper JSON = new JsonMapper();

  List<Property> all() {
    return List.of(
        new Property(
            "a-call-back-is-as-documented",
            "Method, content type and body of a call-back are the documented ones.",
            this::documented),
        new Property(
            "what-is-deleted-does-not-call-back",
            "Nothing is said of what was deleted.",
            this::notDeleted),
        new Property(
            "no-call-back-before-the-end",
            "Whoever is called back reads a final status.",
            this::ended),
        new Property(
            "a-call-back-agrees-with-the-state",
            "What a call-back says is what can be read.",
            this::agrees),
        new Property("one-call-back", "A call-back that was taken is not repeated.", this::once),
        new Property(
            "the-end-calls-back",
            "What has ended has called back where it was asked to.",
            this::called));
  }

  private Ruling documented(Moment moment) {
    if (!(moment instanceof Called called)) {
      return Ruling.SILENT;
    }
    CallBack callBack = called.callBack();
    String method = form.method().toUpperCase(Locale.ROOT);
    if (!callBack.method().equals(method)) {
      return Ruling.broken("%s calls back with %s".formatted(called.life(), callBack.method()));
    }
    String type = String.valueOf(callBack.contentType());
    if (!type.split(";", 2)[0].strip().equals(form.contentType())) {
      return Ruling.broken("%s calls back with the content type %s".formatted(called.life(), type));
    }
    List<Violation> violations = lifecycle.document().validate(form.body(), body(called));
    return Ruling.that(
        violations.isEmpty(),
        () ->
            "%s calls back with %s: %s"
                .formatted(called.life(), callBack.body().utf8(), violations));
  }

  private Ruling notDeleted(Moment moment) {
    return moment instanceof Called called
        ? Ruling.that(
            !called.life().deleted(),
            () -> "%s calls back although it was deleted".formatted(called.life()))
        : Ruling.SILENT;
  }

  private Ruling ended(Moment moment) {
    if (!(moment instanceof Called called)) {
      return Ruling.SILENT;
    }
    String status = lifecycle.status(called.life().state());
    return Ruling.that(
        lifecycle.statuses().isFinal(status),
        () -> "%s calls back although its status is %s".formatted(called.life(), status));
  }

  private Ruling agrees(Moment moment) {
    if (!(moment instanceof Called called)) {
      return Ruling.SILENT;
    }
    JsonNode state = called.life().state();
    for (Map.Entry<String, Place> member : Shape.of(form.body()).properties().entrySet()) {
      String name = member.getKey();
      JsonNode said = body(called).path(name);
      JsonNode known = known(name, member.getValue(), called.life());
      if (!known.isMissingNode() && !known.equals(said)) {
        return Ruling.broken(
            "%s calls back with %s %s, but %s can be read"
                .formatted(called.life(), name, said, known));
      }
    }
    return state.isMissingNode() ? Ruling.SILENT : Ruling.HELD;
  }

  /** What the state has for a member of the body: by its name, or because both are statuses. */
  private JsonNode known(String name, Place schema, Life life) {
    if (name.equals(lifecycle.parameter())) {
      return life.state().path(lifecycle.idMember());
    }
    return lifecycle.statuses().isOf(schema)
        ? life.state().path(lifecycle.named(Change.STATUS).get(0))
        : life.state().path(name);
  }

  private Ruling once(Moment moment) {
    return moment instanceof Called called
        ? Ruling.that(
            called.nth() == 1,
            () -> "%s calls back %d times".formatted(called.life(), called.nth()))
        : Ruling.SILENT;
  }

  private Ruling called(Moment moment) {
    if (!(moment instanceof Rested rested)
        || rested.life().address().isEmpty()
        || rested.life().deleted()
        || !lifecycle.statuses().isFinal(lifecycle.status(rested.life().state()))) {
      return Ruling.SILENT;
    }
    return Ruling.that(
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
