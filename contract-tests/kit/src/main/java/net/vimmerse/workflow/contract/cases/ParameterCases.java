package net.vimmerse.workflow.contract.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/** Cases about the parameters in the path and in the query. */
record ParameterCases(CaseBuilder builder, SampleGenerator samples) {
  private static final String NOTHING = "no-such-thing";

  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    boolean withoutBody = !builder.operation().requestSchema().exists();
    if (withoutBody) {
      Subject whole = CaseBuilder.subject(builder.operation().node(), "request", "parameters");
      cases.add(
          builder.of(whole, "the smallest", builder.request(), accepted(Optional.empty(), "")));
    }
    for (Parameter parameter : Parameter.of(builder.operation())) {
      switch (parameter.in()) {
        case "path" -> cases.addAll(inPath(parameter.node(), parameter.name()));
        case "query" -> cases.addAll(inQuery(parameter.node(), parameter.name()));
        default ->
            throw new IllegalArgumentException(
                "Cannot generate cases for the parameter " + parameter.node());
      }
    }
    return cases;
  }

  private List<Case> inPath(SchemaNode parameter, String name) {
    List<Case> cases = new ArrayList<>();
    SchemaNode schema = parameter.child("schema");
    ErrorResponses errorResponses = builder.errorResponses();
    if (errorResponses.has("links")) {
      Subject subject = CaseBuilder.subject(parameter, name, "links");
      cases.add(unknown(subject, "unknown", name, NOTHING));
    }
    for (Sample sample : samples.of(schema)) {
      String text = sample.value().asText();
      boolean sendable = sample.value().isValueNode() && isText(schema, sample) && isSegment(text);
      if (!sendable) {
        continue;
      }
      Subject subject = CaseBuilder.subject(sample.node(), name, sample.keyword());
      if (sample.fits() && errorResponses.has("links")) {
        cases.add(unknown(subject, "unknown, " + sample.what(), name, text));
      } else if (!sample.fits()) {
        Expectation expectation =
            errorResponses
                .rejected(sample.keyword(), CaseBuilder.location("path", List.of(name)))
                .commonlyTreatedOtherwise();
        cases.add(builder.of(subject, sample.what(), with(name, text), expectation));
      }
    }
    return cases;
  }

  /**
   * Returns a case with the id of a resource that does not exist, which only a stateful server can
   * know.
   */
  private Case unknown(Subject subject, String what, String name, String text) {
    Expectation expectation = builder.rejected("links", List.of());
    return builder.of(Optional.empty(), subject, what, with(name, text), expectation, true);
  }

  private CaseRequest with(String name, String text) {
    return builder
        .request()
        .withTarget(builder.request().target().replace("{" + name + "}", CaseBuilder.encode(text)));
  }

  /**
   * Returns true if a path can carry the text: servers drop or reject other segments before
   * routing.
   */
  private static boolean isSegment(String text) {
    return !text.isBlank()
        && text.chars().noneMatch(it -> it < ' ' || it == 0x7f || "/\\;%".indexOf(it) >= 0);
  }

  private List<Case> inQuery(SchemaNode parameter, String name) {
    List<Case> cases = new ArrayList<>();
    SchemaNode schema = parameter.child("schema");
    if (parameter.value().path("required").asBoolean()) {
      Subject subject = CaseBuilder.subject(parameter, name, "required");
      String without = builder.request().target().replaceAll("[?&]" + name + "=[^&]*", "");
      cases.add(
          builder.of(
              subject,
              "omitted",
              builder.request().withTarget(without.replaceFirst("^([^?&]*)&", "$1?")),
              builder.rejected("required", List.of("query", name))));
    }
    Set<String> sent = new HashSet<>();
    for (Sample sample : samples.of(schema)) {
      String text = sample.value().asText();
      if (sample.value().isValueNode() && isText(schema, sample) && sent.add(text)) {
        Expectation expectation =
            sample.fits()
                ? accepted(Optional.of(parameter), text)
                : builder.rejected(sample.keyword(), List.of("query", name));
        Subject subject = CaseBuilder.subject(sample.node(), name, sample.keyword());
        cases.add(builder.of(subject, sample.what(), query(name, text), expectation));
      }
    }
    if (SampleGenerator.type(schema).equals("boolean")) {
      for (String text : List.of("maybe", "2", "")) {
        Subject subject = CaseBuilder.subject(schema, name, "type");
        String what = text.isEmpty() ? "empty" : "the text " + text;
        cases.add(
            builder.of(
                subject,
                what,
                query(name, text),
                builder.rejected("type", List.of("query", name))));
      }
    }
    return cases;
  }

  /**
   * Returns true if the text of a sample has the type of the sample: the text 7 is a valid string.
   */
  private static boolean isText(SchemaNode schema, Sample sample) {
    boolean texts = SampleGenerator.type(schema).equals("string");
    return sample.value().isTextual() || (!texts && !sample.value().isNull());
  }

  private CaseRequest query(String name, String text) {
    String target = builder.request().target().replaceAll("[?&]" + name + "=[^&]*", "");
    return builder
        .request()
        .withTarget(
            target + (target.contains("?") ? "&" : "?") + name + "=" + CaseBuilder.encode(text));
  }

  private Expectation accepted(Optional<SchemaNode> parameter, String text) {
    Operation operation = builder.operation();
    if (!builder.document().listsTemplates(operation)) {
      return new Expectation.Accepted();
    }
    Set<String> hidden = new TreeSet<>();
    for (Parameter other : Parameter.of(operation)) {
      boolean sent =
          parameter.filter(it -> it.pointer().equals(other.node().pointer())).isPresent();
      boolean on = sent ? text.equals("true") : other.schema().value().path("default").asBoolean();
      if (!on) {
        other.node().value().path("x-adds").forEach(it -> hidden.add(it.asText()));
      }
    }
    return new Expectation.Accepted(builder.expected().templateList(operation, hidden));
  }
}
