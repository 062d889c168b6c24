package net.vimmerse.workflow.contract.sequences.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Answer;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Browsed;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Created;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Followed;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.Timestamps;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.validation.Violation;

/** What a request must be answered with, given what is known. */
public record ResponseInvariants(ResourceModel lifecycle) {
  private static final String SENT = "x-sent";

  /** Clocks print microseconds. */
  private static final Duration PRECISION = Duration.ofMillis(1);

  public List<Invariant> all() {
    return List.of(
        new Invariant(
            "every-answer-is-as-documented",
            "The judge finds nothing in any exchange.",
            ResponseInvariants::documented),
        new Invariant(
            "keys-are-apart",
            "Nobody but its owner can read, change or delete a workflow, or see that it exists.",
            this::apart),
        new Invariant(
            "deleted-is-gone",
            "What was deleted cannot be read, changed or deleted any more.",
            this::gone),
        new Invariant(
            "created-can-be-read",
            "What was created can be read, at once and for as long as it is not deleted.",
            this::readable),
        new Invariant(
            "what-is-documented-is-accepted",
            "A request that fits the document is a success.",
            this::accepted),
        new Invariant(
            "created-as-asked",
            "What was sent is repeated, and what was not sent has its default.",
            this::asAsked),
        new Invariant("each-has-an-id-of-its-own", "No two workflows have one id.", this::ownId),
        new Invariant(
            "an-update-does-what-it-names",
            "A member that an update names has the value that was sent.",
            this::updated),
        new Invariant(
            "an-update-moves-updated-at",
            "After an update, the stamp of the latest change is not before the update.",
            this::stamped),
        new Invariant(
            "looking-changes-nothing",
            "As long as no time goes by, what is read or deleted is as it was known.",
            this::same),
        new Invariant(
            "the-catalogue-stays",
            "What does not depend on workflows is the same each time.",
            ResponseInvariants::catalogue));
  }

  private static Optional<Answer> answer(Observation moment) {
    if (moment instanceof Created created) {
      return Optional.of(created.answer());
    } else if (moment instanceof Followed followed) {
      return Optional.of(followed.answer());
    }
    return moment instanceof Browsed browsed ? Optional.of(browsed.answer()) : Optional.empty();
  }

  private static Evaluation documented(Observation moment) {
    Optional<Answer> answer = answer(moment);
    if (answer.isEmpty()) {
      return Evaluation.SILENT;
    }
    List<Violation> findings = answer.get().verdict().findings();
    return Evaluation.that(findings.isEmpty(), () -> "%s".formatted(findings));
  }

  private Evaluation apart(Observation moment) {
    return moment instanceof Followed followed && followed.key() != followed.life().owner()
        ? absent(followed, "which belongs to another key")
        : Evaluation.SILENT;
  }

  private Evaluation gone(Observation moment) {
    return moment instanceof Followed followed
            && followed.life().deleted()
            && followed.key() == followed.life().owner()
        ? absent(followed, "which was deleted")
        : Evaluation.SILENT;
  }

  private Evaluation absent(Followed followed, String why) {
    Answer answer = followed.answer();
    List<Integer> absences = lifecycle.absences(answer.operation());
    return Evaluation.that(
        absences.contains(answer.status()),
        () ->
            "%s of %s, %s, was answered with %d and not with %s"
                .formatted(answer.operation(), followed.life(), why, answer.status(), absences));
  }

  private Evaluation readable(Observation moment) {
    return moment instanceof Followed followed
            && followed.rightful()
            && followed.verb() == Action.READ
        ? success(followed.answer())
        : Evaluation.SILENT;
  }

  private Evaluation accepted(Observation moment) {
    if (moment instanceof Followed followed) {
      return followed.rightful() && followed.verb() != Action.READ
          ? success(followed.answer())
          : Evaluation.SILENT;
    } else if (moment instanceof Created created) {
      return success(created.answer());
    }
    return moment instanceof Browsed browsed
        ? Evaluation.that(
            browsed.answer().status() / 100 == 2,
            () ->
                "%s was answered with %d"
                    .formatted(browsed.answer().operation(), browsed.answer().status()))
        : Evaluation.SILENT;
  }

  private Evaluation success(Answer answer) {
    return Evaluation.that(
        answer.status() == lifecycle.success() && answer.shows(),
        () ->
            "%s was answered with %d %s"
                .formatted(
                    answer.operation(),
                    answer.status(),
                    answer.verdict().exchange().responseBody().utf8()));
  }

  private Evaluation asAsked(Observation moment) {
    if (!(moment instanceof Created created) || !created.answer().shows()) {
      return Evaluation.SILENT;
    }
    Map<String, SchemaNode> fields = ObjectSchema.of(branch(created.life().asked())).properties();
    for (Map.Entry<String, SchemaNode> member : lifecycle.members().entrySet()) {
      Optional<String> field = member.getValue().text(SENT);
      if (field.isPresent()) {
        SchemaNode schema = fields.get(field.get());
        JsonNode expected =
            schema == null
                ? MissingNode.getInstance()
                : inEffect(schema, created.life().asked().path(field.get()));
        JsonNode actual = created.answer().state().path(member.getKey());
        if (!same(expected, actual)) {
          return Evaluation.broken(
              "%s is %s and not %s, as the %s that was sent says"
                  .formatted(member.getKey(), actual, expected, field.get()));
        }
      }
    }
    return Evaluation.HELD;
  }

  /** The branch of the creation's schema that a body is meant for. */
  private SchemaNode branch(JsonNode body) {
    String member =
        lifecycle
            .document()
            .creationSchema()
            .child("discriminator")
            .text("propertyName")
            .orElseThrow();
    JsonNode id = body.path(member);
    return lifecycle.document().templates().stream()
        .filter(it -> id.isMissingNode() ? it.byDefault() : it.id().equals(id.asText()))
        .map(TemplateSchema::schema)
        .findFirst()
        .orElseThrow();
  }

  /** A value with the defaults of its schema filled in. */
  private static JsonNode inEffect(SchemaNode schema, JsonNode sent) {
    Map<String, SchemaNode> members = ObjectSchema.of(schema).properties();
    if (members.isEmpty()) {
      return sent.isMissingNode() ? schema.keyword("default").orElse(sent) : sent;
    }
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    if (sent.isObject()) {
      whole.setAll((ObjectNode) sent);
    }
    members.forEach(
        (name, member) -> {
          JsonNode value = inEffect(member, sent.path(name));
          if (!value.isMissingNode()) {
            whole.set(name, value);
          }
        });
    return whole;
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    boolean nothing = expected.isMissingNode() || expected.isNull();
    return nothing ? actual.isMissingNode() || actual.isNull() : expected.equals(actual);
  }

  private Evaluation ownId(Observation moment) {
    return moment instanceof Created created && created.answer().shows()
        ? Evaluation.that(
            !created.taken(),
            () -> "the id %s is another's".formatted(lifecycle.id(created.answer().state())))
        : Evaluation.SILENT;
  }

  private Evaluation updated(Observation moment) {
    if (!isUpdate(moment)) {
      return Evaluation.SILENT;
    }
    Followed followed = (Followed) moment;
    for (Map.Entry<String, SchemaNode> field :
        ObjectSchema.of(lifecycle.update()).properties().entrySet()) {
      JsonNode sent = followed.sent().path(field.getKey());
      JsonNode actual = followed.answer().state().path(field.getKey());
      if (!sent.isMissingNode() && !tookEffect(field.getValue(), sent, actual)) {
        return Evaluation.broken(
            "%s is %s after an update to %s".formatted(field.getKey(), actual, sent));
      }
    }
    return Evaluation.HELD;
  }

  private static boolean tookEffect(SchemaNode schema, JsonNode sent, JsonNode actual) {
    if (schema.text("format").filter("timestamp"::equals).isEmpty()) {
      return same(sent, actual);
    } else if (sent.isNull()) {
      return actual.isTextual(); // Null stands for the time of the update.
    }
    return actual.isTextual() && Timestamps.of(actual).equals(Timestamps.of(sent));
  }

  private Evaluation stamped(Observation moment) {
    if (!isUpdate(moment)) {
      return Evaluation.SILENT;
    }
    Followed followed = (Followed) moment;
    TrackedResource life = followed.life();
    for (String member : lifecycle.named(ChangeRule.STAMP)) {
      Instant first = Timestamps.of(life.first().path(member));
      Instant now = Timestamps.of(followed.answer().state().path(member));
      Duration age = followed.answer().at().minus(life.born());
      if (now.isBefore(first.plus(age).minus(PRECISION))) {
        return Evaluation.broken(
            "%s is %s after an update, %s after the creation at %s"
                .formatted(member, now, age, first));
      }
    }
    return Evaluation.HELD;
  }

  private static boolean isUpdate(Observation moment) {
    return moment instanceof Followed followed
        && followed.rightful()
        && followed.verb() == Action.UPDATE
        && followed.answer().shows();
  }

  private Evaluation same(Observation moment) {
    if (!(moment instanceof Followed followed)
        || !followed.rightful()
        || followed.verb() == Action.UPDATE
        || !followed.answer().shows()
        || !followed.answer().comparable()
        || !followed.life().seen().equals(followed.answer().at())) {
      return Evaluation.SILENT;
    }
    JsonNode before = followed.life().state();
    JsonNode after = followed.answer().state();
    return Stream.concat(names(before), names(after))
        .filter(name -> !before.path(name).equals(after.path(name)))
        .findFirst()
        .map(
            name ->
                Evaluation.broken(
                    "%s of %s was %s and then %s, although no time had gone by"
                        .formatted(name, followed.life(), before.path(name), after.path(name))))
        .orElse(Evaluation.HELD);
  }

  private static Stream<String> names(JsonNode state) {
    return state.properties().stream().map(Map.Entry::getKey);
  }

  private static Evaluation catalogue(Observation moment) {
    return moment instanceof Browsed browsed && !browsed.before().isMissingNode()
        ? Evaluation.that(
            browsed.before().equals(browsed.answer().body()),
            () ->
                "%s answers with something else than before"
                    .formatted(browsed.answer().operation()))
        : Evaluation.SILENT;
  }
}
