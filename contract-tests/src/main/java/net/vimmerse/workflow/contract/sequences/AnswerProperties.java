package net.vimmerse.workflow.contract.sequences;

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
import net.vimmerse.workflow.contract.Finding;
import net.vimmerse.workflow.contract.Place;
import net.vimmerse.workflow.contract.Shape;
import net.vimmerse.workflow.contract.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.Moment.Answer;
import net.vimmerse.workflow.contract.sequences.Moment.Browsed;
import net.vimmerse.workflow.contract.sequences.Moment.Created;
import net.vimmerse.workflow.contract.sequences.Moment.Followed;

/** What a request must be answered with, given what is known. */
record AnswerProperties(Lifecycle lifecycle) {
  private static final String SENT = "x-sent";

  /** Clocks print microseconds. */
  private static final Duration PRECISION = Duration.ofMillis(1);

  List<Property> all() {
    return List.of(
        new Property(
            "every-answer-is-as-documented",
            "The judge finds nothing in any exchange.",
            AnswerProperties::documented),
        new Property(
            "keys-are-apart",
            "Nobody but its owner can read, change or delete a workflow, or see that it exists.",
            this::apart),
        new Property(
            "deleted-is-gone",
            "What was deleted cannot be read, changed or deleted any more.",
            this::gone),
        new Property(
            "created-can-be-read",
            "What was created can be read, at once and for as long as it is not deleted.",
            this::readable),
        new Property(
            "what-is-documented-is-accepted",
            "A request that fits the document is a success.",
            this::accepted),
        new Property(
            "created-as-asked",
            "What was sent is repeated, and what was not sent has its default.",
            this::asAsked),
        new Property("each-has-an-id-of-its-own", "No two workflows have one id.", this::ownId),
        new Property(
            "an-update-does-what-it-names",
            "A member that an update names has the value that was sent.",
            this::updated),
        new Property(
            "an-update-moves-updated-at",
            "After an update, the stamp of the latest change is not before the update.",
            this::stamped),
        new Property(
            "looking-changes-nothing",
            "As long as no time goes by, what is read or deleted is as it was known.",
            this::same),
        new Property(
            "the-catalogue-stays",
            "What does not depend on workflows is the same each time.",
            AnswerProperties::catalogue));
  }

  private static Optional<Answer> answer(Moment moment) {
    if (moment instanceof Created created) {
      return Optional.of(created.answer());
    } else if (moment instanceof Followed followed) {
      return Optional.of(followed.answer());
    }
    return moment instanceof Browsed browsed ? Optional.of(browsed.answer()) : Optional.empty();
  }

  private static Ruling documented(Moment moment) {
    Optional<Answer> answer = answer(moment);
    if (answer.isEmpty()) {
      return Ruling.SILENT;
    }
    List<Finding> findings = answer.get().verdict().findings();
    return Ruling.that(findings.isEmpty(), () -> "%s".formatted(findings));
  }

  private Ruling apart(Moment moment) {
    return moment instanceof Followed followed && followed.key() != followed.life().owner()
        ? absent(followed, "which belongs to another key")
        : Ruling.SILENT;
  }

  private Ruling gone(Moment moment) {
    return moment instanceof Followed followed
            && followed.life().deleted()
            && followed.key() == followed.life().owner()
        ? absent(followed, "which was deleted")
        : Ruling.SILENT;
  }

  private Ruling absent(Followed followed, String why) {
    Answer answer = followed.answer();
    List<Integer> absences = lifecycle.absences(answer.operation());
    return Ruling.that(
        absences.contains(answer.status()),
        () ->
            "%s of %s, %s, was answered with %d and not with %s"
                .formatted(answer.operation(), followed.life(), why, answer.status(), absences));
  }

  private Ruling readable(Moment moment) {
    return moment instanceof Followed followed
            && followed.rightful()
            && followed.verb() == Verb.READ
        ? success(followed.answer())
        : Ruling.SILENT;
  }

  private Ruling accepted(Moment moment) {
    if (moment instanceof Followed followed) {
      return followed.rightful() && followed.verb() != Verb.READ
          ? success(followed.answer())
          : Ruling.SILENT;
    } else if (moment instanceof Created created) {
      return success(created.answer());
    }
    return moment instanceof Browsed browsed
        ? Ruling.that(
            browsed.answer().status() / 100 == 2,
            () ->
                "%s was answered with %d"
                    .formatted(browsed.answer().operation(), browsed.answer().status()))
        : Ruling.SILENT;
  }

  private Ruling success(Answer answer) {
    return Ruling.that(
        answer.status() == lifecycle.success() && answer.shows(),
        () ->
            "%s was answered with %d %s"
                .formatted(
                    answer.operation(),
                    answer.status(),
                    answer.verdict().exchange().responseBody().utf8()));
  }

  private Ruling asAsked(Moment moment) {
    if (!(moment instanceof Created created) || !created.answer().shows()) {
      return Ruling.SILENT;
    }
    Map<String, Place> fields = Shape.of(branch(created.life().asked())).properties();
    for (Map.Entry<String, Place> member : lifecycle.members().entrySet()) {
      Optional<String> field = member.getValue().text(SENT);
      if (field.isPresent()) {
        Place schema = fields.get(field.get());
        JsonNode expected =
            schema == null
                ? MissingNode.getInstance()
                : inEffect(schema, created.life().asked().path(field.get()));
        JsonNode actual = created.answer().state().path(member.getKey());
        if (!same(expected, actual)) {
          return Ruling.broken(
              "%s is %s and not %s, as the %s that was sent says"
                  .formatted(member.getKey(), actual, expected, field.get()));
        }
      }
    }
    return Ruling.HELD;
  }

  /** The branch of the creation's schema that a body is meant for. */
  private Place branch(JsonNode body) {
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
  private static JsonNode inEffect(Place schema, JsonNode sent) {
    Map<String, Place> members = Shape.of(schema).properties();
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

  private Ruling ownId(Moment moment) {
    return moment instanceof Created created && created.answer().shows()
        ? Ruling.that(
            !created.taken(),
            () -> "the id %s is another's".formatted(lifecycle.id(created.answer().state())))
        : Ruling.SILENT;
  }

  private Ruling updated(Moment moment) {
    if (!isUpdate(moment)) {
      return Ruling.SILENT;
    }
    Followed followed = (Followed) moment;
    for (Map.Entry<String, Place> field : Shape.of(lifecycle.update()).properties().entrySet()) {
      JsonNode sent = followed.sent().path(field.getKey());
      JsonNode actual = followed.answer().state().path(field.getKey());
      if (!sent.isMissingNode() && !tookEffect(field.getValue(), sent, actual)) {
        return Ruling.broken(
            "%s is %s after an update to %s".formatted(field.getKey(), actual, sent));
      }
    }
    return Ruling.HELD;
  }

  private static boolean tookEffect(Place schema, JsonNode sent, JsonNode actual) {
    if (schema.text("format").filter("timestamp"::equals).isEmpty()) {
      return same(sent, actual);
    } else if (sent.isNull()) {
      return actual.isTextual(); // Null stands for the time of the update.
    }
    return actual.isTextual() && Stamp.of(actual).equals(Stamp.of(sent));
  }

  private Ruling stamped(Moment moment) {
    if (!isUpdate(moment)) {
      return Ruling.SILENT;
    }
    Followed followed = (Followed) moment;
    Life life = followed.life();
    for (String member : lifecycle.named(Change.STAMP)) {
      Instant first = Stamp.of(life.first().path(member));
      Instant now = Stamp.of(followed.answer().state().path(member));
      Duration age = followed.answer().at().minus(life.born());
      if (now.isBefore(first.plus(age).minus(PRECISION))) {
        return Ruling.broken(
            "%s is %s after an update, %s after the creation at %s"
                .formatted(member, now, age, first));
      }
    }
    return Ruling.HELD;
  }

  private static boolean isUpdate(Moment moment) {
    return moment instanceof Followed followed
        && followed.rightful()
        && followed.verb() == Verb.UPDATE
        && followed.answer().shows();
  }

  private Ruling same(Moment moment) {
    if (!(moment instanceof Followed followed)
        || !followed.rightful()
        || followed.verb() == Verb.UPDATE
        || !followed.answer().shows()
        || !followed.answer().comparable()
        || !followed.life().seen().equals(followed.answer().at())) {
      return Ruling.SILENT;
    }
    JsonNode before = followed.life().state();
    JsonNode after = followed.answer().state();
    return Stream.concat(names(before), names(after))
        .filter(name -> !before.path(name).equals(after.path(name)))
        .findFirst()
        .map(
            name ->
                Ruling.broken(
                    "%s of %s was %s and then %s, although no time had gone by"
                        .formatted(name, followed.life(), before.path(name), after.path(name))))
        .orElse(Ruling.HELD);
  }

  private static Stream<String> names(JsonNode state) {
    return state.properties().stream().map(Map.Entry::getKey);
  }

  private static Ruling catalogue(Moment moment) {
    return moment instanceof Browsed browsed && !browsed.before().isMissingNode()
        ? Ruling.that(
            browsed.before().equals(browsed.answer().body()),
            () ->
                "%s answers with something else than before"
                    .formatted(browsed.answer().operation()))
        : Ruling.SILENT;
  }
}
