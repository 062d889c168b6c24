package net.vimmerse.workflow.contract.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import okio.ByteString;

/**
 * What requests may cost by the document's {@code x-template}. A request that the document forbids
 * has its price as well: a server that takes it nevertheless charges for it.
 */
final class CostEstimator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Operation creation;
  private final List<TemplateSchema> templates;
  private final String member;
  private final long first;

  CostEstimator(Document document) {
    this.creation = document.creation();
    this.templates = document.templates();
    this.member =
        document.creationSchema().child("discriminator").text("propertyName").orElseThrow();
    this.first = credits(CaseGenerator.smallest(document, creation).body());
  }

  /** The price of a case; what its path names has to be created first. */
  Cost of(Case one) {
    boolean creates = one.operation().equals(creation) && one.request().keyed();
    Cost own = new Cost(1, creates ? credits(one.request().body()) : 0);
    boolean needsOne = one.request().target().contains("{");
    return needsOne ? own.plus(new Cost(1, first)) : own;
  }

  /** The price of a sequence, if everything that it creates is taken. */
  Cost of(CommandSequence sequence) {
    long credits =
        sequence.creations().stream()
            .mapToLong(body -> credits(ByteString.encodeUtf8(body.toString())))
            .sum();
    return new Cost(sequence.mostCalls(), credits);
  }

  /** The most that a creation with this body can cost; 0 when it can create nothing. */
  long credits(ByteString body) {
    JsonNode request = read(body);
    if (!request.isObject()) {
      return 0;
    }
    String id = request.path(member).textValue();
    Optional<TemplateSchema> meant =
        templates.stream()
            .filter(it -> id == null ? it.byDefault() : it.id().equals(id))
            .findFirst();
    return meant.isPresent()
        ? credits(meant.get(), request.path("options"))
        : templates.stream().mapToLong(it -> credits(it, request)).max().orElse(0);
  }

  /** The price of the mode that one of the options names; without one, of the dearest. */
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

  private static JsonNode read(ByteString body) {
    try {
      return JSON.readTree(body.utf8());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
