package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/** Requests that are about the parameters in the path and in the query. */
record ParameterCases(CaseBuilder draft, SampleGenerator samples) {
  private static final String NOTHING = "no-such-thing";

  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    boolean bodiless = !ExpectedResponse.requestSchema(draft.operation()).exists();
    if (bodiless) {
      Subject whole = CaseBuilder.subject(draft.operation().place(), "request", "parameters");
      cases.add(draft.of(whole, "the smallest", draft.request(), accepted(Optional.empty(), "")));
    }
    for (Parameter parameter : Parameter.of(draft.operation())) {
      switch (parameter.in()) {
        case "path" -> cases.addAll(inPath(parameter.place(), parameter.name()));
        case "query" -> cases.addAll(inQuery(parameter.place(), parameter.name()));
        default ->
            throw new IllegalArgumentException(
                "Cannot derive cases for the parameter " + parameter.place());
      }
    }
    return cases;
  }

  private List<Case> inPath(SchemaNode parameter, String name) {
    List<Case> cases = new ArrayList<>();
    SchemaNode schema = parameter.child("schema");
    ErrorResponses refusals = draft.refusals();
    if (refusals.has("links")) {
      Subject subject = CaseBuilder.subject(parameter, name, "links");
      cases.add(unknown(subject, "unknown", name, NOTHING));
    }
    for (Sample sample : samples.of(schema)) {
      String text = sample.value().asText();
      boolean sayable = sample.value().isValueNode() && isText(schema, sample) && isSegment(text);
      if (!sayable) {
        continue;
      }
      Subject subject = CaseBuilder.subject(sample.place(), name, sample.keyword());
      if (sample.fits() && refusals.has("links")) {
        cases.add(unknown(subject, "unknown, " + sample.what(), name, text));
      } else if (!sample.fits()) {
        Expectation expectation =
            refusals.refused(sample.keyword(), CaseBuilder.location("path", List.of(name)));
        cases.add(draft.of(subject, sample.what(), with(name, text), expectation));
      }
    }
    return cases;
  }

  /** Only a server that remembers what it has can know that it has not this. */
  private Case unknown(Subject subject, String what, String name, String text) {
    Expectation expectation = draft.refusals().refused("links", List.of());
    return draft.of(Optional.empty(), subject, what, with(name, text), expectation, true);
  }

  private CaseRequest with(String name, String text) {
    return draft.withTarget(
        draft.request().target().replace("{" + name + "}", CaseBuilder.encode(text)));
  }

  /**
   * What a path can carry: servers drop or refuse other segments before they know whose they are.
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
      String without = draft.request().target().replaceAll("[?&]" + name + "=[^&]*", "");
      cases.add(
          draft.of(
              subject,
              "left out",
              draft.withTarget(without.replaceFirst("^([^?&]*)&", "$1?")),
              draft.refusals().refused("required", List.of("query", name))));
    }
    Set<String> sent = new HashSet<>();
    for (Sample sample : samples.of(schema)) {
      String text = sample.value().asText();
      if (sample.value().isValueNode() && isText(schema, sample) && sent.add(text)) {
        Expectation expectation =
            sample.fits()
                ? accepted(Optional.of(parameter), text)
                : draft.refusals().refused(sample.keyword(), List.of("query", name));
        Subject subject = CaseBuilder.subject(sample.place(), name, sample.keyword());
        cases.add(draft.of(subject, sample.what(), query(name, text), expectation));
      }
    }
    if (SampleGenerator.type(schema).equals("boolean")) {
      for (String text : List.of("yes", "1", "TRUE", "")) {
        Subject subject = CaseBuilder.subject(schema, name, "type");
        String what = text.isEmpty() ? "empty" : "the text " + text;
        cases.add(
            draft.of(
                subject,
                what,
                query(name, text),
                draft.refusals().refused("type", List.of("query", name))));
      }
    }
    return cases;
  }

  /** Whether a sample says in a text what it says: the text 7 is no integer where a text is due. */
  private static boolean isText(SchemaNode schema, Sample sample) {
    boolean texts = SampleGenerator.type(schema).equals("string");
    return sample.value().isTextual() || (!texts && !sample.value().isNull());
  }

  private CaseRequest query(String name, String text) {
    String target = draft.request().target().replaceAll("[?&]" + name + "=[^&]*", "");
    return draft.withTarget(
        target + (target.contains("?") ? "&" : "?") + name + "=" + CaseBuilder.encode(text));
  }

  private Expectation accepted(Optional<SchemaNode> parameter, String text) {
    ExpectedResponse said = draft.said();
    JsonNode expected = MissingNode.getInstance();
    if (said.isCatalogue(draft.operation())) {
      Set<String> hidden = new LinkedHashSet<>();
      for (Parameter other : Parameter.of(draft.operation())) {
        SchemaNode place = other.place();
        boolean sent = parameter.filter(it -> it.pointer().equals(place.pointer())).isPresent();
        boolean on =
            sent ? text.equals("true") : other.schema().value().path("default").asBoolean();
        if (!on) {
          place.value().path("x-adds").forEach(it -> hidden.add(it.asText()));
        }
      }
      expected = said.catalogue(draft.operation(), new TreeSet<>(hidden));
    }
    return new Expectation.Accepted(expected);
  }
}
