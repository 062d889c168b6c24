package net.vimmerse.workflow.contract.mutation;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okio.ByteString;

/** All mutants of a document. Titles and descriptions are not changed. */
final class DocumentMutants {
  private DocumentMutants() {}

  /**
   * A part of the mutants that can be tried in a build. Of each kind as many are taken, in turn
   * from each component and operation; all templates together count as one of these, as they are
   * alike. What is taken from one does not depend on what else is there, so that the sample changes
   * little when the document grows.
   *
   * @param most how many of a kind
   */
  static List<DocumentMutant> sample(List<DocumentMutant> all, int most) {
    Set<String> sample = new HashSet<>();
    all.stream()
        .collect(groupingBy(DocumentMutant::kind))
        .values()
        .forEach(kind -> inTurn(kind).limit(most).forEach(it -> sample.add(it.toString())));
    return all.stream().filter(it -> sample.contains(it.toString())).toList();
  }

  private static Stream<DocumentMutant> inTurn(List<DocumentMutant> kind) {
    Map<String, Integer> turns = new HashMap<>();
    Map<String, Integer> turn = new HashMap<>();
    List<DocumentMutant> shuffled =
        kind.stream().sorted(comparing(it -> shuffled(it.toString()))).toList();
    shuffled.forEach(it -> turn.put(it.toString(), turns.merge(owner(it), 1, Integer::sum)));
    return shuffled.stream().sorted(comparing(it -> turn.get(it.toString())));
  }

  /** Returns the component or operation that is changed; empty for a template. */
  private static String owner(DocumentMutant mutant) {
    String owner = mutant.at().toString().replaceFirst("^(/[^/]*/[^/]*/[^/]*).*", "$1");
    return mutant.original().at(owner).has("x-template") ? "" : owner;
  }

  private static String shuffled(String text) {
    return ByteString.encodeUtf8(text).sha256().hex();
  }

  /** Returns the mutants of a document, in a fixed order. */
  static List<DocumentMutant> of(Document document) {
    DocumentMutantCollector edits =
        new DocumentMutantCollector((ObjectNode) document.root().value());
    SchemaEdits schemas = new SchemaEdits(edits);
    new OperationEdits(edits, schemas).all();
    edits.properties(JsonPointer.compile("/components/schemas")).keySet().forEach(schemas::schema);
    TemplateEdits templates = new TemplateEdits(edits);
    SchemaNode creation = document.creationSchema();
    templates.list(creation);
    document.templates().forEach(templates::template);
    return edits.mutants();
  }
}
