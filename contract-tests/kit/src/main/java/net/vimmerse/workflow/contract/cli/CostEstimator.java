package net.vimmerse.workflow.contract.cli;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.MODES;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.drift.PriceNames;
import net.vimmerse.workflow.contract.editing.DocumentEditor;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.validation.JsonBody;
import okio.ByteString;

/**
 * Estimates the cost of requests by the document's {@code x-template}, or by the server's template
 * list where that is higher. Every authenticated create request is priced, whatever its body: a
 * server may read what the kit cannot, and charges for what it accepts.
 */
final class CostEstimator {
  /**
   * The price of a mode if none is known: more than any budget, and more than any sum of others.
   */
  static final long UNKNOWN = 1_000_000_000_000L;

  private final Document document;
  private final Operation creation;
  private final Map<String, JsonNode> listed;
  private final long first;

  /** The price of each body that was asked for, since a plan is sorted and run by them. */
  private final Map<ByteString, Long> known = new ConcurrentHashMap<>();

  CostEstimator(Document document) {
    this(document, Map.of());
  }

  private CostEstimator(Document document, Map<String, JsonNode> listed) {
    this.document = document;
    this.creation = document.creation();
    this.listed = listed;
    this.first = credits(CaseGenerator.smallest(document, creation).body());
  }

  /**
   * Returns an estimator that knows the server's prices.
   *
   * @param listed the credits of each mode, by template
   */
  CostEstimator with(Map<String, JsonNode> listed) {
    return new CostEstimator(document, listed);
  }

  /** Returns the cost of a case, including the resource that its path needs. */
  Cost of(Case one) {
    boolean creates = one.operation().equals(creation) && one.request().authenticated();
    Cost own = new Cost(1, creates ? credits(one.request().body()) : 0);
    boolean needsOne = one.request().target().contains("{");
    return needsOne ? own.plus(new Cost(1, first)) : own;
  }

  /** Returns the cost of a sequence in which every creation succeeds. */
  Cost of(CommandSequence sequence) {
    long credits =
        sequence.creations().stream()
            .mapToLong(body -> credits(ByteString.encodeUtf8(body.toString())))
            .sum();
    return new Cost(sequence.maxRequests(), credits);
  }

  /** Returns the most credits that an authenticated create request with this body can cost. */
  long credits(ByteString body) {
    return known.computeIfAbsent(body, this::estimate);
  }

  private long estimate(ByteString body) {
    JsonNode request = JsonBody.parse(body);
    // Whatever the server reads into an unknown template or body, no template costs more.
    return (request.isObject() ? document.templateOf(request) : Optional.<TemplateSchema>empty())
        .map(List::of).orElseGet(document::templates).stream()
            .mapToLong(it -> credits(it, request.path(OPTIONS)))
            .max()
            .orElse(0);
  }

  /** Returns the price of the mode that an option names; otherwise of the most expensive mode. */
  private long credits(TemplateSchema template, JsonNode options) {
    JsonNode modes = template.modes();
    return credits(
        template,
        template.optionsByName().values().stream()
            .map(
                it ->
                    options
                        .path(it.name())
                        .asText(it.defaultValue().map(JsonNode::asText).orElse("")))
            .filter(modes::has)
            .findFirst());
  }

  /** Returns the price of a mode; without one, of the most expensive mode. */
  private long credits(TemplateSchema template, Optional<String> mode) {
    JsonNode modes = template.modes();
    Map<String, Set<JsonNode>> others =
        PriceNames.prices(listed.getOrDefault(template.id(), MissingNode.getInstance()), modes);
    return modes.properties().stream()
        .map(Map.Entry::getKey)
        .filter(it -> mode.isEmpty() || mode.get().equals(it))
        .mapToLong(it -> credits(template, it, others.getOrDefault(it, Set.of())))
        .max()
        .orElse(DocumentEditor.asks(template.schema(), MODES) ? UNKNOWN : 0);
  }

  /** Returns the ids of the templates with a mode whose price is unknown. */
  List<String> unpriced() {
    return document.listedTemplates().stream()
        .filter(it -> credits(it, Optional.<String>empty()) >= UNKNOWN)
        .map(TemplateSchema::id)
        .toList();
  }

  /** Returns the higher price of a mode; a placeholder in the document is none. */
  private static long credits(TemplateSchema template, String mode, Set<JsonNode> listed) {
    return DocumentEditor.asks(template.schema(), mode + ".credits")
            && listed.stream().noneMatch(JsonNode::isNumber)
        ? UNKNOWN
        : Math.max(
            template.modes().path(mode).path(CREDITS).asLong(),
            listed.stream().mapToLong(JsonNode::asLong).max().orElse(0));
  }
}
