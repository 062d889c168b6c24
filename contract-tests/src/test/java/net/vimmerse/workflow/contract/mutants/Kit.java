package net.vimmerse.workflow.contract.mutants;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.DocumentShapeTest;
import net.vimmerse.workflow.contract.DocumentUnderTest;
import net.vimmerse.workflow.contract.ExamplesTest;
import net.vimmerse.workflow.contract.Exchange;
import net.vimmerse.workflow.contract.Finding;
import net.vimmerse.workflow.contract.Finding.Where;
import net.vimmerse.workflow.contract.GeneratedRequestTest;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.PublishedTableTest;
import net.vimmerse.workflow.contract.TemplateSchema;
import net.vimmerse.workflow.contract.Verdict;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.Cases;
import net.vimmerse.workflow.contract.cases.Expectation;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.mutants.NamedTests.Failure;
import net.vimmerse.workflow.contract.run.CaseRunner;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import net.vimmerse.workflow.contract.run.Target;
import okhttp3.HttpUrl;

/**
 * What holds a document against the simulator, in the order in which it is asked about a changed
 * document.
 *
 * <p>Two things make this quick. What was answered under the document as it should be is judged
 * anew instead of asked for again: the simulator has not changed, so it would answer the same. And
 * cases are derived from the changed document without the templates that do not use what was
 * changed; only those that the change has made are sent.
 */
final class Kit {
  private static final long SEED = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");
  private static final List<Class<?>> TESTS =
      List.of(
          DocumentShapeTest.class,
          PublishedTableTest.class,
          ExamplesTest.class,
          GeneratedRequestTest.class);

  private final HttpUrl url = HttpUrl.get(MutantServer.url());
  private final Document original = MutantServer.document();
  private final List<Result> results = new ArrayList<>();

  /** The results by the template they are about; by the empty text where there is none. */
  private final Map<String, List<Result>> byTemplate = new LinkedHashMap<>();

  /** The cases of the document as it should be, by the templates that it was reduced to. */
  private final Map<Set<String>, Set<List<Object>>> known = new ConcurrentHashMap<>();

  /** A kit that has run, under the document as it should be, what these mutants are to be asked. */
  Kit(List<DocumentMutant> mutants) throws Exception {
    Set<String> templates = new LinkedHashSet<>(concerned(JsonPointer.empty()));
    mutants.forEach(it -> templates.addAll(concerned(it.at())));
    List<Case> cases =
        Cases.of(original, SEED).stream()
            .filter(it -> it.template().map(templates::contains).orElse(true))
            .toList();
    try (Target target = target(original)) {
      List<Result> ran = CaseRunner.of(target).run(cases, 2, it -> {});
      for (int i = 0; i < cases.size(); i++) {
        keep(cases.get(i).template().orElse(""), ran.get(i));
      }
      Lives.of(target, templates)
          .forEach((template, lives) -> lives.forEach(it -> keep(template, it)));
    }
  }

  private void keep(String template, Result result) {
    results.add(result);
    byTemplate.computeIfAbsent(template, it -> new ArrayList<>()).add(result);
  }

  /** What came of the document as it should be. */
  List<Result> results() {
    return results;
  }

  /** The first that sees something wrong with a changed document; empty when nothing does. */
  Optional<Failure> firstFailure(DocumentMutant mutant) {
    JsonPointer list = original.creationSchema().pointer();
    boolean whole = (mutant.at() + "/").startsWith(list + "/");
    Set<String> templates = concerned(mutant.at());
    try {
      Document changed = mutant.document();
      Document reduced = whole ? changed : Document.of(reduced(mutant.tree(), templates));
      List<Result> seen = whole ? results : about(templates);
      return Stream.<Supplier<Optional<Failure>>>of(
              () -> judged(reduced, seen),
              () -> whole ? Optional.empty() : cases(reduced, known(templates)),
              () -> drift(changed, about(templates)),
              () -> lives(changed),
              () -> errors(changed),
              () -> tests(changed),
              () -> cases(changed, known(Set.of())))
          .flatMap(it -> it.get().stream())
          .findFirst();
    } catch (RuntimeException e) {
      return Optional.of(
          new Failure("Cases.of", e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
  }

  /** The default template, and one that uses what is changed. */
  private Set<String> concerned(JsonPointer at) {
    Set<String> ids = new LinkedHashSet<>();
    List<TemplateSchema> templates = original.templates();
    templates.stream().filter(TemplateSchema::byDefault).forEach(it -> ids.add(it.id()));
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
    ((ObjectNode) creation.path("discriminator").path("mapping")).retain(ids);
    return tree;
  }

  private Set<List<Object>> known(Set<String> templates) {
    return known.computeIfAbsent(
        templates,
        ids -> {
          ObjectNode tree = original.root().value().deepCopy();
          Document document = ids.isEmpty() ? original : Document.of(reduced(tree, ids));
          Set<List<Object>> identities = ConcurrentHashMap.newKeySet();
          Cases.of(document, SEED).forEach(it -> identities.add(identity(it)));
          return identities;
        });
  }

  private List<Result> about(Set<String> templates) {
    List<Result> about = new ArrayList<>(byTemplate.get(""));
    templates.forEach(it -> about.addAll(byTemplate.getOrDefault(it, List.of())));
    return about;
  }

  /** What was answered, judged anew. */
  private static Optional<Failure> judged(Document document, List<Result> results) {
    Judge judge = Judge.of(document);
    for (Result result : results) {
      for (Verdict verdict : result.exchanges()) {
        List<Finding> findings = judge.judge(verdict.exchange());
        boolean refused = verdict.exchange().refused();
        for (Finding finding : findings) {
          if (finding.where() == Where.RESPONSE || (!refused && verdict.findings().isEmpty())) {
            return Optional.of(new Failure("Judge › " + result.name(), finding.toString()));
          }
        }
        if (refused && findings.isEmpty() && !verdict.findings().isEmpty()) {
          return Optional.of(
              new Failure(
                  "Judge › " + result.name(),
                  "is refused with " + verdict.exchange().status() + ", but is as documented"));
        }
      }
    }
    return Optional.empty();
  }

  /** The cases that the document as it should be does not have. */
  private Optional<Failure> cases(Document document, Set<List<Object>> known) {
    boolean whole = document.templates().size() > 2;
    List<Case> fresh =
        Cases.of(document, SEED).stream()
            .filter(it -> !known.contains(identity(it)))
            .filter(it -> whole == isCatalogue(it))
            .toList();
    try (Target target = target(document)) {
      CaseRunner runner = CaseRunner.of(target);
      return fresh.stream()
          .map(runner::run)
          .filter(it -> it.outcome() == Outcome.FAILED)
          .map(it -> new Failure("CaseRunner › " + it.name(), it.message()))
          .findFirst();
    }
  }

  /** Whether a case expects all templates, which a reduced document does not have. */
  private static boolean isCatalogue(Case one) {
    return one.expectation() instanceof Expectation.Accepted accepted && accepted.said().isArray();
  }

  private static Optional<Failure> drift(Document document, List<Result> results) {
    Judge judge = Judge.of(document);
    List<Result> anew = results.stream().map(it -> judgedAnew(judge, it)).toList();
    return Drift.of(judge, anew, Exchange::toString).differences().stream()
        .map(it -> new Failure("Drift › " + it.kind(), it.where() + ": " + it.what()))
        .findFirst();
  }

  private static Result judgedAnew(Judge judge, Result result) {
    List<Verdict> verdicts =
        result.exchanges().stream()
            .map(it -> new Verdict(it.exchange(), judge.judge(it.exchange())))
            .toList();
    return new Result(
        result.group(), result.name(), Outcome.PASSED, "", verdicts, "", Duration.ZERO);
  }

  /** Whether a workflow goes through the steps of its template, in order. */
  private Optional<Failure> lives(Document document) {
    for (TemplateSchema template : document.templates()) {
      for (Result life : byTemplate.getOrDefault(template.id(), List.of())) {
        String mode = life.name().substring(life.name().lastIndexOf(' ') + 1);
        List<String> expected = new ArrayList<>();
        template
            .metadata()
            .path("modes")
            .path(mode)
            .path("steps")
            .forEach(it -> expected.add(it.asText()));
        if (life.group().equals("lives")) {
          Exchange last = life.exchanges().get(life.exchanges().size() - 1).exchange();
          List<String> steps = json(last).path("data").path("completions").findValuesAsText("flow");
          if (!steps.equals(expected)) {
            return Optional.of(new Failure("Lives › " + life.name(), steps + ", not " + expected));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether an error says what the document shows of it. */
  private Optional<Failure> errors(Document document) {
    for (Result result : byTemplate.get("")) {
      for (Verdict verdict : result.exchanges()) {
        Exchange exchange = verdict.exchange();
        HttpUrl at = HttpUrl.get("http://origin.invalid" + exchange.target());
        Optional<JsonNode> shown =
            document
                .match(exchange.method(), at.pathSegments())
                .flatMap(it -> it.operation().response(exchange.status()))
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

  private static JsonNode json(Exchange exchange) {
    try {
      return JSON.readTree(exchange.responseBody().utf8());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<Failure> tests(Document document) {
    String name = DocumentUnderTest.keep(document);
    try {
      NamedTests tests = new NamedTests(Map.of(DocumentUnderTest.KEY, name));
      return TESTS.stream().flatMap(it -> tests.firstFailure(it).stream()).findFirst();
    } finally {
      DocumentUnderTest.forget(name);
    }
  }

  private Target target(Document document) {
    return Target.of("simulator", url, "mutants", Judge.of(document));
  }

  private static List<Object> identity(Case one) {
    return List.of(one.name(), one.request(), one.expectation());
  }
}
