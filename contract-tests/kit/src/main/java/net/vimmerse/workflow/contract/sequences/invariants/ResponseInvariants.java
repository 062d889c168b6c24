package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.ExpectedResponse;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Accessed;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Created;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.ListRead;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Response;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.ResponseReceived;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.Timestamps;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.validation.Violation;

/** Invariants about the response to a request, given the known state. */
public record ResponseInvariants(ResourceModel model) {
  /** Servers print timestamps in microseconds. */
  private static final Duration PRECISION = Duration.ofMillis(1);

  public List<Invariant> all() {
    return List.of(
        Invariant.of(
            InvariantId.RESPONSES_CONFORM, ResponseReceived.class, ResponseInvariants::conforms),
        accessed(InvariantId.KEYS_ISOLATED, this::isolated),
        accessed(InvariantId.DELETED_IS_GONE, this::gone),
        accessed(InvariantId.CREATED_IS_READABLE, this::readable),
        Invariant.of(InvariantId.VALID_REQUESTS_SUCCEED, ResponseReceived.class, this::succeeds),
        Invariant.of(InvariantId.CREATED_AS_REQUESTED, Created.class, this::asRequested),
        Invariant.of(InvariantId.IDS_UNIQUE, Created.class, this::uniqueId),
        accessed(InvariantId.UPDATES_TAKE_EFFECT, this::updated),
        accessed(InvariantId.UPDATE_ADVANCES_UPDATED_AT, this::stamped),
        accessed(InvariantId.READS_HAVE_NO_EFFECT, ResponseInvariants::sameState),
        Invariant.of(
            InvariantId.TEMPLATE_LIST_CONSTANT, ListRead.class, ResponseInvariants::sameList));
  }

  private static Invariant accessed(InvariantId id, Function<Accessed, Evaluation> rule) {
    return Invariant.of(id, Accessed.class, rule);
  }

  private static Evaluation conforms(ResponseReceived received) {
    List<Violation> violations = received.response().validation().violations();
    return Evaluation.that(violations.isEmpty(), violations::toString);
  }

  private Evaluation isolated(Accessed accessed) {
    return accessed.key() != accessed.resource().owner()
        ? absent(accessed, "which belongs to another key")
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation gone(Accessed accessed) {
    return accessed.resource().deleted() && accessed.key() == accessed.resource().owner()
        ? absent(accessed, "which was deleted")
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation absent(Accessed accessed, String why) {
    Response response = accessed.response();
    List<Integer> absences = model.absences(response.operation());
    return Evaluation.that(
        absences.contains(response.status()),
        () ->
            "%s of %s, %s, got %d instead of %s"
                .formatted(
                    response.operation(), accessed.resource(), why, response.status(), absences));
  }

  private Evaluation readable(Accessed accessed) {
    return accessed.permitted() && accessed.verb() == Action.READ
        ? success(accessed.response())
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation succeeds(ResponseReceived received) {
    Response response = received.response();
    if (received instanceof ListRead) {
      return Evaluation.that(
          response.status() / 100 == 2,
          () -> "%s got %d".formatted(response.operation(), response.status()));
    }
    return received instanceof Accessed accessed
            && (!accessed.permitted() || accessed.verb() == Action.READ)
        ? Evaluation.NOT_APPLICABLE
        : success(response);
  }

  private Evaluation success(Response response) {
    return Evaluation.that(
        response.status() == model.success() && response.hasState(),
        () ->
            "%s got %d %s"
                .formatted(
                    response.operation(),
                    response.status(),
                    response.validation().exchange().responseBody().utf8()));
  }

  private Evaluation asRequested(Created created) {
    if (!created.response().hasState()) {
      return Evaluation.NOT_APPLICABLE;
    }
    Map<String, JsonNode> expected =
        new ExpectedResponse(model.document())
            .properties(model.creation(), created.resource().requestBody());
    for (Map.Entry<String, JsonNode> property : expected.entrySet()) {
      JsonNode actual = created.response().state().path(property.getKey());
      if (!same(property.getValue(), actual)) {
        return Evaluation.violated(
            "%s is %s and not %s, as in the request"
                .formatted(property.getKey(), actual, property.getValue()));
      }
    }
    return Evaluation.SATISFIED;
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    boolean nothing = expected.isMissingNode() || expected.isNull();
    return nothing ? actual.isMissingNode() || actual.isNull() : expected.equals(actual);
  }

  private Evaluation uniqueId(Created created) {
    return created.response().hasState()
        ? Evaluation.that(
            !created.taken(),
            () ->
                "the id %s belongs to another workflow"
                    .formatted(model.id(created.response().state())))
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation updated(Accessed accessed) {
    if (!isUpdate(accessed)) {
      return Evaluation.NOT_APPLICABLE;
    }
    for (Map.Entry<String, SchemaNode> field :
        ObjectSchema.of(model.update()).properties().entrySet()) {
      JsonNode sent = accessed.sent().path(field.getKey());
      JsonNode actual = accessed.response().state().path(field.getKey());
      if (!sent.isMissingNode() && !tookEffect(field.getValue(), sent, actual)) {
        return Evaluation.violated(
            "%s is %s after an update to %s".formatted(field.getKey(), actual, sent));
      }
    }
    return Evaluation.SATISFIED;
  }

  private static boolean tookEffect(SchemaNode schema, JsonNode sent, JsonNode actual) {
    if (schema.text("format").filter("timestamp"::equals).isEmpty()) {
      return same(sent, actual);
    } else if (sent.isNull() || !actual.isTextual()) {
      // Null stands for the time of the update. Another form violates the document already.
      return !actual.isMissingNode() && !actual.isNull();
    }
    return Timestamps.of(actual).equals(Timestamps.of(sent));
  }

  private Evaluation stamped(Accessed accessed) {
    if (!isUpdate(accessed)) {
      return Evaluation.NOT_APPLICABLE;
    }
    TrackedResource resource = accessed.resource();
    for (String property : model.named(ChangeRule.STAMP)) {
      Instant first = Timestamps.of(resource.first().path(property));
      Instant now = Timestamps.of(accessed.response().state().path(property));
      Duration age = accessed.response().at().minus(resource.createdAt());
      if (now.isBefore(first.plus(age).minus(PRECISION))) {
        return Evaluation.violated(
            "%s is %s after an update, %s after the creation at %s"
                .formatted(property, now, age, first));
      }
    }
    return Evaluation.SATISFIED;
  }

  private static boolean isUpdate(Accessed accessed) {
    return accessed.permitted()
        && accessed.verb() == Action.UPDATE
        && accessed.response().hasState();
  }

  private static Evaluation sameState(Accessed accessed) {
    if (!accessed.permitted()
        || accessed.verb() == Action.UPDATE
        || !accessed.response().hasState()
        || !accessed.response().comparable()
        || !accessed.resource().lastSeen().equals(accessed.response().at())) {
      return Evaluation.NOT_APPLICABLE;
    }
    JsonNode before = accessed.resource().state();
    JsonNode after = accessed.response().state();
    return Stream.of(before, after)
        .flatMap(state -> state.properties().stream().map(Map.Entry::getKey))
        .filter(name -> !before.path(name).equals(after.path(name)))
        .findFirst()
        .map(
            name ->
                Evaluation.violated(
                    "%s of %s was %s and then %s, while the clock stood still"
                        .formatted(name, accessed.resource(), before.path(name), after.path(name))))
        .orElse(Evaluation.SATISFIED);
  }

  private static Evaluation sameList(ListRead listRead) {
    return listRead.before().isMissingNode()
        ? Evaluation.NOT_APPLICABLE
        : Evaluation.that(
            listRead.before().equals(listRead.response().body()),
            () -> "%s returns another list than before".formatted(listRead.response().operation()));
  }
}
