package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.Expectation;
import net.vimmerse.workflow.contract.cases.ReleasedResponsesTest;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.mutation.FailFastTestRunner.Failure;
import net.vimmerse.workflow.contract.openapi.BodyProperty;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.suite.DocumentConventionsTest;
import net.vimmerse.workflow.contract.suite.DocumentUnderTest;
import net.vimmerse.workflow.contract.suite.ExamplesTest;
import net.vimmerse.workflow.contract.suite.GeneratedRequestTest;
import net.vimmerse.workflow.contract.suite.GeneratedTypesTest;
import net.vimmerse.workflow.contract.suite.PublishedTemplatesTest;
import net.vimmerse.workflow.contract.suite.ReleasedDefaultsTest;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okhttp3.HttpUrl;

/**
 * Runs the tests of a document against its mutants, the fastest first.
 *
 * <p>Two shortcuts save time. Recorded exchanges of the unchanged document are validated again
 * instead of repeated, since the simulator has not changed. And cases are generated without the
 * templates that do not use the mutated part; only new cases are sent.
 */
final class DocumentMutantRunner implements AutoCloseable {
  private static final long SEED = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");
  private static final List<Class<?>> TESTS =
      List.of(
          DocumentConventionsTest.class,
          PublishedTemplatesTest.class,
          ExamplesTest.class,
          GeneratedRequestTest.class,
          GeneratedTypesTest.class,
          ReleasedResponsesTest.class);

  private final HttpUrl url = HttpUrl.get(UnchangedSimulator.url());
  private final Document original = UnchangedSimulator.document();
  private final RecordedSequences sequences = new RecordedSequences();
  private final List<TestResult> results = new ArrayList<>();

  /** Returns the results by template, with an empty id where there is none. */
  private final Map<String, List<TestResult>> byTemplate = new LinkedHashMap<>();

  /** The cases of the document as it should be, by the templates that it was reduced to. */
  private final Map<Set<String>, Set<List<Object>>> known = new ConcurrentHashMap<>();

  /** A kit that has run, under the document as it should be, what these mutants are to be asked. */
  DocumentMutantRunner(List<DocumentMutant> mutants) throws Exception {
    Set<String> templates = new LinkedHashSet<>(concerned(JsonPointer.empty()));
    mutants.forEach(it -> templates.addAll(concerned(it.at())));
    List<Case> cases =
        CaseGenerator.of(original, SEED).stream()
            .filter(it -> it.template().map(templates::contains).orElse(true))
            .toList();
    try (Target target = target(original)) {
      List<TestResult> ran = CaseRunner.of(target).run(cases, 2, it -> {});
      for (int i = 0; i < cases.size(); i++) {
        keep(cases.get(i).template().orElse(""), ran.get(i));
      }
      WorkflowLifecycles.of(target, templates)
          .forEach((template, resources) -> resources.forEach(it -> keep(template, it)));
    }
  }

  private void keep(String template, TestResult result) {
    results.add(result);
    byTemplate.computeIfAbsent(template, it -> new ArrayList<>()).add(result);
  }

  /** What came of the document as it should be. */
  List<TestResult> results() {
    return results;
  }

  /** The first that sees something wrong with a changed document; empty when nothing does. */
  Optional<Failure> firstFailure(DocumentMutant mutant) {
    JsonPointer list = original.creationSchema().pointer();
    boolean whole = (mutant.at() + "/").startsWith(list + "/");
    Set<String> templates = concerned(mutant.at());
    List<TestResult> anew = new ArrayList<>();
    Document changed;
    try {
      changed = mutant.document();
    } catch (IllegalArgumentException e) {
      return failure("Document.of", e);
    }
    return Stream.<Supplier<Optional<Failure>>>of(
            named("Validator", () -> validated(changed, whole ? results : about(templates), anew)),
            named("Cases", () -> whole ? Optional.empty() : cases(mutant, templates)),
            named("Drift", () -> drift(changed, anew)),
            named("Lifecycles", () -> resources(changed)),
            named("Lifecycles", () -> inputs(changed)),
            named("Lifecycles", () -> errors(changed)),
            named("Lifecycles", () -> statuses(changed)),
            named("Tests", () -> tests(changed, TESTS)),
            named("Cases", () -> templateList(changed)),
            named("Sequences", () -> sequences.firstFailure(changed)),
            named("Tests", () -> tests(changed, List.of(ReleasedDefaultsTest.class))))
        .flatMap(it -> it.get().stream())
        .findFirst();
  }

  /** What fails with any exception as well: a document that cannot be used is seen. */
  private static Supplier<Optional<Failure>> named(String name, Supplier<Optional<Failure>> test) {
    return () -> {
      try {
        return test.get();
      } catch (UncheckedIOException e) {
        throw e; // The simulator is out of reach, which no document is to blame for.
      } catch (RuntimeException e) {
        return failure(name, e);
      }
    };
  }

  private static Optional<Failure> failure(String name, RuntimeException e) {
    return Optional.of(new Failure(name, e.getClass().getSimpleName() + ": " + e.getMessage()));
  }

  /** The schemas that a response had a value for. */
  Set<JsonPointer> seen() {
    ContractValidator validator = ContractValidator.of(original);
    Set<JsonPointer> seen = new LinkedHashSet<>();
    for (TestResult result : results) {
      for (ValidationResult validation : result.exchanges()) {
        RecordedExchange exchange = validation.exchange();
        JsonResponse.of(validator, exchange)
            .ifPresent(
                response -> {
                  BodyProperty.of(response.schema(), response.body())
                      .forEach(it -> add(it.schema(), seen));
                  response.operation().response(exchange.status()).stream()
                      .flatMap(it -> it.child("headers").children().entrySet().stream())
                      .filter(it -> exchange.responseHeaders().get(it.getKey()) != null)
                      .forEach(it -> seen.add(it.getValue().child("schema").pointer()));
                });
      }
    }
    return seen;
  }

  private static void add(SchemaNode schema, Set<JsonPointer> seen) {
    seen.add(schema.pointer());
    for (String parts : List.of("allOf", "anyOf")) {
      schema.child(parts).items().forEach(it -> add(it, seen));
    }
  }

  /** The default template, and one that uses what is changed. */
  private Set<String> concerned(JsonPointer at) {
    Set<String> ids = new LinkedHashSet<>();
    List<TemplateSchema> templates = original.templates();
    templates.stream().filter(TemplateSchema::isDefault).forEach(it -> ids.add(it.id()));
    if (at.toString().startsWith(SCHEMAS + "/")) {
      String name =
          at.toString().substring(SCHEMAS.toString().length() + 1).replaceFirst("/.*", "");
      templates.stream()
          .filter(it -> uses(it.schema().name(), name, new LinkedHashSet<>()))
          .findFirst()
          .ifPresent(it -> ids.add(it.id()));
    }
    return ids;
  }

  private boolean uses(String schema, String name, Set<String> seen) {
    if (schema.equals(name)) {
      return true;
    }
    return seen.add(schema)
        && original
            .root()
            .value()
            .at(SCHEMAS.appendProperty(schema))
            .findValuesAsText("$ref")
            .stream()
            .anyMatch(it -> uses(it.replaceFirst(".*/", ""), name, seen));
  }

  /** A document with these templates only. */
  private ObjectNode reduced(ObjectNode tree, Set<String> ids) {
    ObjectNode creation = (ObjectNode) tree.at(original.creationSchema().pointer());
    Set<String> schemas = new LinkedHashSet<>();
    original.templates().stream()
        .filter(it -> ids.contains(it.id()))
        .forEach(it -> schemas.add("#" + it.schema().pointer()));
    ArrayNode branches = creation.putArray("oneOf");
    schemas.forEach(it -> branches.addObject().put("$ref", it));
    return tree;
  }

  /**
   * The cases of the document as it should be; all that are about the template list for no
   * template.
   */
  private Set<List<Object>> known(Set<String> templates) {
    return known.computeIfAbsent(
        templates,
        ids -> {
          List<Case> cases =
              ids.isEmpty()
                  ? templateListCases(original)
                  : CaseGenerator.of(
                      Document.of(reduced(original.root().value().deepCopy(), ids)), SEED);
          Set<List<Object>> identities = ConcurrentHashMap.newKeySet();
          cases.forEach(it -> identities.add(identity(it)));
          return identities;
        });
  }

  private List<TestResult> about(Set<String> templates) {
    List<TestResult> about = new ArrayList<>(byTemplate.get(""));
    templates.forEach(it -> about.addAll(byTemplate.getOrDefault(it, List.of())));
    return about;
  }

  /**
   * Returns recorded exchanges, validated against another document.
   *
   * @param anew takes the results with the new results
   */
  private static Optional<Failure> validated(
      Document document, List<TestResult> results, List<TestResult> anew) {
    ContractValidator validator = ContractValidator.of(document);
    for (TestResult result : results) {
      List<ValidationResult> validations = new ArrayList<>();
      for (ValidationResult validation : result.exchanges()) {
        List<Violation> violations = validator.validate(validation.exchange());
        validations.add(new ValidationResult(validation.exchange(), violations));
        boolean rejected = validation.exchange().rejected();
        for (Violation violation : violations) {
          if (violation.direction() == Direction.RESPONSE
              || (!rejected && validation.violations().isEmpty())) {
            return Optional.of(new Failure("Validator › " + result.name(), violation.toString()));
          }
        }
        if (rejected && violations.isEmpty() && !validation.violations().isEmpty()) {
          return Optional.of(
              new Failure(
                  "Validator › " + result.name(),
                  "is rejected with " + validation.exchange().status() + ", but is valid"));
        }
      }
      anew.add(
          TestResult.of(result.group(), result.name(), List.of(), validations, "", Duration.ZERO));
    }
    return Optional.empty();
  }

  /**
   * The cases that the document as it should be does not have, of a document with few templates.
   */
  private Optional<Failure> cases(DocumentMutant mutant, Set<String> templates) {
    Document document = Document.of(reduced(mutant.tree(), templates));
    List<Case> cases =
        CaseGenerator.of(document, SEED).stream().filter(it -> !isTemplateList(it)).toList();
    return run(document, cases, known(templates));
  }

  /** The cases of all templates together. */
  private Optional<Failure> templateList(Document document) {
    return run(document, templateListCases(document), known(Set.of()));
  }

  private static List<Case> templateListCases(Document document) {
    List<Operation> bodiless =
        document.operations().stream()
            .filter(it -> !it.node().child("requestBody").exists())
            .toList();
    return CaseGenerator.of(document, bodiless, SEED).stream()
        .filter(DocumentMutantRunner::isTemplateList)
        .toList();
  }

  private Optional<Failure> run(Document document, List<Case> cases, Set<List<Object>> known) {
    try (Target target = target(document)) {
      CaseRunner runner = CaseRunner.of(target);
      return cases.stream()
          .filter(it -> !known.contains(identity(it)))
          .map(runner::run)
          .filter(it -> it.outcome() == Outcome.FAILED)
          .map(it -> new Failure("CaseRunner › " + it.name(), it.message()))
          .findFirst();
    }
  }

  /** Whether a case expects all templates, which a reduced document does not have. */
  private static boolean isTemplateList(Case one) {
    return one.expectation() instanceof Expectation.Accepted accepted
        && accepted.result().isArray();
  }

  private static Optional<Failure> drift(Document document, List<TestResult> anew) {
    return Drift.of(ContractValidator.of(document), anew, RecordedExchange::toString)
        .differences()
        .stream()
        .map(it -> new Failure("Drift › " + it.kind(), it.where() + ": " + it.what()))
        .findFirst();
  }

  /**
   * Whether a workflow goes through the steps of its template, in order, and each puts out what the
   * document says of it.
   */
  private Optional<Failure> resources(Document document) {
    Map<String, SchemaNode> outputs = outputs(document);
    for (TemplateSchema template : document.templates()) {
      for (TestResult resource : byTemplate.getOrDefault(template.id(), List.of())) {
        if (resource.group().equals(WorkflowLifecycles.LIFECYCLES)) {
          String mode = resource.name().substring(resource.name().lastIndexOf(' ') + 1);
          List<String> expected = new ArrayList<>();
          template
              .metadata()
              .path("modes")
              .path(mode)
              .path("steps")
              .forEach(it -> expected.add(it.asText() + " " + output(outputs, it.asText())));
          List<String> steps = new ArrayList<>();
          json(last(resource))
              .path("data")
              .path("completions")
              .forEach(
                  it ->
                      steps.add(
                          it.path("flow").asText()
                              + " "
                              + it.path("result").path(0).path("content_type").asText()));
          if (!steps.equals(expected)) {
            return Optional.of(
                new Failure("Lifecycles › " + resource.name(), steps + ", not " + expected));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The content type that each step puts out. */
  private static Map<String, SchemaNode> outputs(Document document) {
    return document.root().child("components").child("schemas").children().values().stream()
        .map(schema -> schema.child("x-outputs"))
        .filter(SchemaNode::exists)
        .findFirst()
        .map(SchemaNode::children)
        .orElse(Map.of());
  }

  private static String output(Map<String, SchemaNode> outputs, String step) {
    SchemaNode output = outputs.get(step);
    return output == null ? "" : output.value().asText();
  }

  private static RecordedExchange last(TestResult result) {
    return result.exchanges().get(result.exchanges().size() - 1).exchange();
  }

  /** Whether the options that can be an input are, and what kind of input is among the images. */
  private Optional<Failure> inputs(Document document) {
    for (TemplateSchema template : document.templates()) {
      for (TestResult result : byTemplate.getOrDefault(template.id(), List.of())) {
        if (result.group().equals(WorkflowLifecycles.INPUTS)) {
          String name = result.name().substring(result.name().lastIndexOf(' ') + 1);
          String kind =
              Optional.ofNullable(template.optionsByName().get(name))
                  .flatMap(it -> it.schema().text("x-input"))
                  .orElse("no input");
          JsonNode workflow = json(last(result)).path("data");
          List<String> images = new ArrayList<>();
          workflow.path("images").forEach(it -> images.add(it.asText()));
          boolean image = images.contains(WorkflowLifecycles.INPUT);
          boolean enough = !workflow.path("result").isEmpty();
          if (image != kind.equals("image") || enough == kind.equals("no input")) {
            return Optional.of(
                new Failure(
                    "Lifecycles › " + result.name(),
                    "it is %s: images %s, result %s"
                        .formatted(kind, images, workflow.path("result"))));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether each documented status of a response has been seen. */
  private Optional<Failure> statuses(Document document) {
    Set<List<String>> seen = new LinkedHashSet<>();
    ContractValidator validator = ContractValidator.of(original);
    for (TestResult result : results) {
      for (ValidationResult validation : result.exchanges()) {
        JsonResponse.operation(validator.document(), validation.exchange())
            .ifPresent(it -> seen.add(List.of(it.id(), "" + validation.exchange().status())));
      }
    }
    return document.operations().stream()
        .flatMap(
            operation ->
                operation.node().child("responses").children().keySet().stream()
                    .map(status -> List.of(operation.id(), status)))
        .filter(it -> !seen.contains(it))
        .map(it -> new Failure("Lifecycles › every status", it + " never comes"))
        .findFirst();
  }

  /** Compares error bodies with the documented examples. */
  private Optional<Failure> errors(Document document) {
    for (TestResult result : byTemplate.get("")) {
      for (ValidationResult validation : result.exchanges()) {
        RecordedExchange exchange = validation.exchange();
        HttpUrl at = HttpUrl.get("http://origin.invalid" + exchange.target());
        Optional<JsonNode> shown =
            document
                .match(exchange.method(), at.pathSegments())
                .flatMap(it -> it.response(exchange.status()))
                .map(it -> it.child("content").child("application/json").child("example").value())
                .filter(it -> it.has("code"));
        if (shown.isPresent() && !shown.get().equals(json(exchange))) {
          return Optional.of(
              new Failure("Errors › " + result.name(), json(exchange) + ", not " + shown.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static JsonNode json(RecordedExchange exchange) {
    try {
      return JSON.readTree(exchange.responseBody().utf8());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<Failure> tests(Document document, List<Class<?>> classes) {
    String name = DocumentUnderTest.keep(document);
    try {
      FailFastTestRunner tests = new FailFastTestRunner(Map.of(DocumentUnderTest.KEY, name));
      return classes.stream().flatMap(it -> tests.firstFailure(it).stream()).findFirst();
    } finally {
      DocumentUnderTest.forget(name);
    }
  }

  private Target target(Document document) {
    return Target.of("simulator", url, "mutants", ContractValidator.of(document));
  }

  @Override
  public void close() {
    sequences.close();
  }

  private static List<Object> identity(Case one) {
    return List.of(one.name(), one.request(), one.expectation());
  }
}
