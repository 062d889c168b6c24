package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.suite.DocumentNodeUsage;
import net.vimmerse.workflow.contract.suite.DocumentNodeUsage.Direction;

/**
 * Why some changes of the document cannot be seen, told from where they stand and what they do. A
 * reason that is about what is sent to callers holds for nothing that callers send.
 */
final class EquivalentDocumentMutants {
  private static final String ALLOW_NULL = "allow null";
  private static final String DROP_DEFAULT = "drop a default";
  private static final Set<String> DEFAULTS = Set.of(DROP_DEFAULT, "change a default");

  /** Kinds of mutants that only restrict requests, so that only requests can show them. */
  private static final Set<String> TIGHTER =
      Set.of("tighten a bound", "add a bound", "add a pattern", "require a property");

  private final Document document;
  private final DocumentNodeUsage reach;
  private final Set<JsonPointer> seen;

  private EquivalentDocumentMutants(Document document, Set<JsonPointer> seen) {
    this.document = document;
    this.reach = DocumentNodeUsage.of(document);
    this.seen = seen;
  }

  /**
   * The reasons for changes of a document.
   *
   * @param seen the schemas that some validated response had a value for
   */
  static EquivalentMutants<DocumentMutant> of(Document document, Set<JsonPointer> seen) {
    EquivalentDocumentMutants it = new EquivalentDocumentMutants(document, seen);
    Map<String, Predicate<DocumentMutant>> reasons = new LinkedHashMap<>();
    reasons.put("null is none of its values", it::lacksNull);
    reasons.put("neither path nor query has a way to say null", it::isNullInUrl);
    reasons.put("false is what an absent flag means", it::isFalseByDefault);
    reasons.put("an empty id is another path", it::isEmptyId);
    reasons.put("no response repeats it", it::isNeverRepeated);
    reasons.put("nothing is called by the name of a webhook", it::isNameOfWebhook);
    reasons.put("a caller's own server may return any response", it::isOfCallersServer);
    reasons.put(
        "promises more, and every response of the simulator conforms", it::keepsToMoreInResponses);
    reasons.put(
        "promises more, and every webhook of the simulator keeps to it", it::keepsToMoreInWebhooks);
    return new EquivalentMutants<>(reasons);
  }

  private boolean lacksNull(DocumentMutant mutant) {
    if (!mutant.kind().equals(ALLOW_NULL)) {
      return false;
    }
    JsonNode values = node(mutant).path("enum");
    boolean without = !values.isEmpty();
    for (JsonNode value : values) {
      without &= !value.isNull();
    }
    return without;
  }

  private boolean isNullInUrl(DocumentMutant mutant) {
    return mutant.kind().equals(ALLOW_NULL)
        && (isParameter(mutant, "path") || isParameter(mutant, "query"));
  }

  private boolean isFalseByDefault(DocumentMutant mutant) {
    return mutant.kind().equals(DROP_DEFAULT)
        && isParameter(mutant, "query")
        && node(mutant).path("default").toString().equals("false");
  }

  /** Returns true if the only change is that an id may be empty. */
  private boolean isEmptyId(DocumentMutant mutant) {
    if (!isParameter(mutant, "path")) {
      return false;
    }
    ObjectNode before = node(mutant).deepCopy();
    ObjectNode after = (ObjectNode) mutant.tree().at(mutant.at());
    return before.path("minLength").asInt() == 1
        && after.path("minLength").asInt() == 0
        && before.without("minLength").equals(after.without("minLength"));
  }

  /** Returns true if a path or query parameter has the changed schema. */
  private static boolean isParameter(DocumentMutant mutant, String in) {
    if (!mutant.at().toString().endsWith("/schema")) {
      return false;
    }
    JsonNode holder = mutant.original().at(mutant.at().head());
    return holder.path("in").asText().equals(in);
  }

  private boolean isNeverRepeated(DocumentMutant mutant) {
    if (!DEFAULTS.contains(mutant.kind())) {
      return false;
    }
    String name = mutant.at().last().getMatchingProperty();
    return document.templates().stream()
            .map(it -> ObjectSchema.of(it.schema()).properties().get(name))
            .allMatch(it -> it != null && it.pointer().equals(mutant.at()))
        && mutant.original().findValues("x-sent").stream()
            .flatMap(JsonNode::valueStream)
            .noneMatch(it -> it.asText().equals(name));
  }

  private boolean isNameOfWebhook(DocumentMutant mutant) {
    return mutant.kind().equals("rename an operation")
        && directions(mutant).equals(Set.of(Direction.WEBHOOK));
  }

  private boolean isOfCallersServer(DocumentMutant mutant) {
    String at = mutant.at() + "/";
    return directions(mutant).equals(Set.of(Direction.WEBHOOK)) && at.contains("/responses/");
  }

  private boolean keepsToMoreInResponses(DocumentMutant mutant) {
    return TIGHTER.contains(mutant.kind())
        && seen.contains(mutant.at())
        && !directions(mutant).contains(Direction.REQUEST);
  }

  private boolean keepsToMoreInWebhooks(DocumentMutant mutant) {
    return TIGHTER.contains(mutant.kind()) && directions(mutant).equals(Set.of(Direction.WEBHOOK));
  }

  private Set<Direction> directions(DocumentMutant mutant) {
    return reach.directions(mutant.at());
  }

  private static ObjectNode node(DocumentMutant mutant) {
    return (ObjectNode) mutant.original().at(mutant.at());
  }
}
