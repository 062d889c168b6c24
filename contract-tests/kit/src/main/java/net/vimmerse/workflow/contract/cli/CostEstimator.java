package net.vimmerse.workflow.contract.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.validation.JsonBody;
import okio.ByteString;

/**
 * Estimates the cost of requests by the document's {@code x-template}. Invalid requests are priced
 * too, since a server that accepts one charges for it.
 */
final class CostEstimator {
  private final Document document;
  private final Operation creation;
  private final long first;

  CostEstimator(Document document) {
    this.document = document;
    this.creation = document.creation();
    this.first = credits(CaseGenerator.smallest(document, creation).body());
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

  /**
   * Returns the most credits that a create request with this body can cost; 0 when the body is
   * invalid for every template.
   */
  long credits(ByteString body) {
    JsonNode request = JsonBody.parse(body);
    if (!request.isObject()) {
      return 0;
    }
    // A server that accepts an unknown template charges at most as much as for any other.
    return document.templateOf(request).map(List::of).orElseGet(document::templates).stream()
        .mapToLong(it -> credits(it, request.path("options")))
        .max()
        .orElse(0);
  }

  /** Returns the price of the mode that an option names; otherwise of the most expensive mode. */
  private static long credits(TemplateSchema template, JsonNode options) {
    JsonNode modes = template.metadata().path("modes");
    Optional<String> mode =
        template.optionsByName().values().stream()
            .map(
                it ->
                    options
                        .path(it.name())
                        .asText(it.defaultValue().map(JsonNode::asText).orElse("")))
            .filter(modes::has)
            .findFirst();
    return mode.isPresent()
        ? modes.path(mode.get()).path("credits").asLong()
        : StreamSupport.stream(modes.spliterator(), false)
            .mapToLong(it -> it.path("credits").asLong())
            .max()
            .orElse(0);
  }
}
