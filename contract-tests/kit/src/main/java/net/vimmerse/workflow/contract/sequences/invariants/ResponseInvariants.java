package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.ExpectedResponse;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Accessed;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Created;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.ListRead;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Response;
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
        new Invariant(InvariantId.RESPONSES_CONFORM, ResponseInvariants::documented),
        new Invariant(InvariantId.KEYS_ISOLATED, this::apart),
        new Invariant(InvariantId.DELETED_IS_GONE, this::gone),
        new Invariant(InvariantId.CREATED_IS_READABLE, this::readable),
        new Invariant(InvariantId.VALID_REQUESTS_SUCCEED, this::accepted),
        new Invariant(InvariantId.CREATED_AS_REQUESTED, this::asAsked),
        new Invariant(InvariantId.IDS_UNIQUE, this::ownId),
        new Invariant(InvariantId.UPDATES_TAKE_EFFECT, this::updated),
        new Invariant(InvariantId.UPDATE_ADVANCES_UPDATED_AT, this::stamped),
        new Invariant(InvariantId.READS_HAVE_NO_EFFECT, this::same),
        new Invariant(InvariantId.TEMPLATE_LIST_CONSTANT, ResponseInvariants::templateList));
  }

  private static Optional<Response> response(Observation observation) {
    if (observation instanceof Created created) {
      return Optional.of(created.response());
    } else if (observation instanceof Accessed accessed) {
      return Optional.of(accessed.response());
    }
    return observation instanceof ListRead listRead
        ? Optional.of(listRead.response())
        : Optional.empty();
  }

  private static Evaluation documented(Observation observation) {
    Optional<Response> response = response(observation);
    if (response.isEmpty()) {
      return Evaluation.NOT_APPLICABLE;
    }
    List<Violation> violations = response.get().validation().violations();
    return Evaluation.that(violations.isEmpty(), () -> "%s".formatted(violations));
  }

  private Evaluation apart(Observation observation) {
    return observation instanceof Accessed accessed && accessed.key() != accessed.resource().owner()
        ? absent(accessed, "which belongs to another key")
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation gone(Observation observation) {
    return observation instanceof Accessed accessed
            && accessed.resource().deleted()
            && accessed.key() == accessed.resource().owner()
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

  private Evaluation readable(Observation observation) {
    return observation instanceof Accessed accessed
            && accessed.permitted()
            && accessed.verb() == Action.READ
        ? success(accessed.response())
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation accepted(Observation observation) {
    if (observation instanceof Accessed accessed) {
      return accessed.permitted() && accessed.verb() != Action.READ
          ? success(accessed.response())
          : Evaluation.NOT_APPLICABLE;
    } else if (observation instanceof Created created) {
      return success(created.response());
    }
    return observation instanceof ListRead listRead
        ? Evaluation.that(
            listRead.response().status() / 100 == 2,
            () ->
                "%s got %d"
                    .formatted(listRead.response().operation(), listRead.response().status()))
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation success(Response response) {
    return Evaluation.that(
        response.status() == model.success() && response.shows(),
        () ->
            "%s got %d %s"
                .formatted(
                    response.operation(),
                    response.status(),
                    response.validation().exchange().responseBody().utf8()));
  }

  private Evaluation asAsked(Observation observation) {
    if (!(observation instanceof Created created) || !created.response().shows()) {
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

  private Evaluation ownId(Observation observation) {
    return observation instanceof Created created && created.response().shows()
        ? Evaluation.that(
            !created.taken(),
            () ->
                "the id %s belongs to another workflow"
                    .formatted(model.id(created.response().state())))
        : Evaluation.NOT_APPLICABLE;
  }

  private Evaluation updated(Observation observation) {
    if (!isUpdate(observation)) {
      return Evaluation.NOT_APPLICABLE;
    }
    Accessed accessed = (Accessed) observation;
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
    } else if (sent.isNull()) {
      return actual.isTextual(); // Null stands for the time of the update.
    }
    return actual.isTextual() && Timestamps.of(actual).equals(Timestamps.of(sent));
  }

  private Evaluation stamped(Observation observation) {
    if (!isUpdate(observation)) {
      return Evaluation.NOT_APPLICABLE;
    }
    Accessed accessed = (Accessed) observation;
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

  private static boolean isUpdate(Observation observation) {
    return observation instanceof Accessed accessed
        && accessed.permitted()
        && accessed.verb() == Action.UPDATE
        && accessed.response().shows();
  }

  private Evaluation same(Observation observation) {
    if (!(observation instanceof Accessed accessed)
        || !accessed.permitted()
        || accessed.verb() == Action.UPDATE
        || !accessed.response().shows()
        || !accessed.response().comparable()
        || !accessed.resource().lastSeen().equals(accessed.response().at())) {
      return Evaluation.NOT_APPLICABLE;
    }
    JsonNode before = accessed.resource().state();
    JsonNode after = accessed.response().state();
    return Stream.concat(names(before), names(after))
        .filter(name -> !before.path(name).equals(after.path(name)))
        .findFirst()
        .map(
            name ->
                Evaluation.violated(
                    "%s of %s was %s and then %s, while the clock stood still"
                        .formatted(name, accessed.resource(), before.path(name), after.path(name))))
        .orElse(Evaluation.SATISFIED);
  }

  private static Stream<String> names(JsonNode state) {
    return state.properties().stream().map(Map.Entry::getKey);
  }

  private static Evaluation templateList(Observation observation) {
    return observation instanceof ListRead listRead && !listRead.before().isMissingNode()
        ? Evaluation.that(
            listRead.before().equals(listRead.response().body()),
            () -> "%s returns another list than before".formatted(listRead.response().operation()))
        : Evaluation.NOT_APPLICABLE;
  }
}
