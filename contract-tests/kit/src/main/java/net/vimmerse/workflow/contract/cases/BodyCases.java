package net.vimmerse.workflow.contract.cases;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Cases about the content of a request body, for each template where there are templates. */
record BodyCases(CaseBuilder builder, SampleGenerator samples) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  List<Case> all() {
    SchemaNode schema = builder.operation().requestSchema();
    List<Case> cases = new ArrayList<>();
    if (!Document.hasBranches(schema)) {
      samples.of(schema).forEach(it -> cases.add(of(Optional.empty(), it)));
      return cases;
    }
    String idProperty = builder.document().templateProperty();
    List<TemplateSchema> templates = builder.document().listedTemplates();
    Map<String, TemplateOption> options = new LinkedHashMap<>();
    templates.forEach(it -> it.optionsByName().forEach(options::putIfAbsent));
    boolean first = true;
    for (TemplateSchema template : templates) {
      for (Sample sample : samples.of(template.schema())) {
        boolean aboutId = sample.path().equals(List.of(idProperty));
        // Another value would select another template, and omitting it the default one.
        boolean aboutType = sample.keyword().equals("type") || sample.keyword().equals("nullable");
        if (!aboutId || (first && aboutType)) {
          cases.add(of(Optional.of(template.id()), sample));
        }
      }
      cases.addAll(foreignOptions(template, options));
      first = false;
    }
    cases.add(unknownTemplate(schema, idProperty));
    cases.addAll(withoutTemplate(schema, idProperty, options));
    return cases;
  }

  private Case of(Optional<String> template, Sample sample) {
    Expectation expectation =
        sample.fits()
            ? builder.accepted(sample.value())
            : builder.rejected(sample.keyword(), CaseBuilder.location("body", sample.path()));
    return builder.of(
        template,
        CaseBuilder.subject(sample.node(), sample.property(), sample.keyword()),
        sample.what(),
        builder.request().withBody(sample.value()),
        expectation,
        false);
  }

  /** Returns a case for each option that another template has and this one does not. */
  private List<Case> foreignOptions(TemplateSchema template, Map<String, TemplateOption> options) {
    List<Case> cases = new ArrayList<>();
    Set<String> own = template.optionsByName().keySet();
    for (TemplateOption option : options.values()) {
      if (!own.contains(option.name()) && template.options().exists()) {
        cases.add(withForeign(template, option, Optional.of(template.id())));
      }
    }
    return cases;
  }

  private Case withForeign(TemplateSchema template, TemplateOption option, Optional<String> named) {
    JsonNode closed =
        template.options().keyword("additionalProperties").orElse(JSON.booleanNode(true));
    ObjectNode options = samples.object(template.options(), Map.of());
    options.set(option.name(), samples.plain(option.schema()));
    ObjectNode body = samples.object(template.schema(), Map.of(OPTIONS, options));
    Sample sample =
        new Sample(
            List.of(OPTIONS, option.name()),
            named.isPresent() ? "of another template" : "of another template than the default one",
            body,
            template.options(),
            "additionalProperties",
            !closed.isBoolean() || closed.asBoolean());
    return of(named, sample);
  }

  private Case unknownTemplate(SchemaNode schema, String idProperty) {
    ObjectNode body = JSON.objectNode().put(idProperty, "no_such_template");
    return builder.of(
        CaseBuilder.subject(schema, idProperty, Document.DISCRIMINATOR),
        "an unknown template",
        builder.request().withBody(body),
        builder.rejected(Document.DISCRIMINATOR, List.of("body", idProperty)));
  }

  /**
   * Returns the cases without a template id: the default template applies, or the id is required.
   * None if the default template was removed.
   */
  private List<Case> withoutTemplate(
      SchemaNode schema, String idProperty, Map<String, TemplateOption> options) {
    List<Case> cases = new ArrayList<>();
    Optional<TemplateSchema> implied = builder.document().templateOf(JSON.objectNode());
    Subject subject = CaseBuilder.subject(schema, idProperty, Document.DISCRIMINATOR);
    if (implied.isEmpty()) {
      Expectation rejected = builder.rejected("required", List.of("body", idProperty));
      cases.add(
          builder.of(subject, "omitted", builder.request().withBody(JSON.objectNode()), rejected));
      return cases;
    }
    TemplateSchema template = implied.get();
    if (template.isRemoved()) {
      return cases; // The document does not tell which template replaces it.
    }
    ObjectNode body = samples.object(template.schema(), Map.of());
    body.remove(idProperty);
    cases.add(
        builder.of(subject, "omitted", builder.request().withBody(body), builder.accepted(body)));
    ObjectNode whole = samples.everything(template.schema());
    whole.remove(idProperty);
    cases.add(
        builder.of(
            subject,
            "omitted, all other properties present",
            builder.request().withBody(whole),
            builder.accepted(whole)));
    for (TemplateOption option : options.values()) {
      if (!ObjectSchema.of(template.options()).properties().containsKey(option.name())) {
        cases.add(withForeign(template, option, Optional.empty()));
      }
    }
    return cases;
  }
}
