package net.vimmerse.workflow.contract.mutants;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.Place;

/** Every small change of a document that is worth trying. Prose is left alone. */
final class DocumentMutants {
  private DocumentMutants() {}

  /**
   * A part of the mutants that can be tried in a build: of each kind as many, spread evenly.
   *
   * @param most how many of a kind
   */
  static List<DocumentMutant> sample(List<DocumentMutant> all, int most) {
    Map<String, List<DocumentMutant>> byKind =
        all.stream()
            .collect(groupingBy(DocumentMutant::kind, LinkedHashMap::new, Collectors.toList()));
    List<DocumentMutant> sample = new ArrayList<>();
    for (List<DocumentMutant> kind : byKind.values()) {
      int size = Math.min(most, kind.size());
      for (int i = 0; i < size; i++) {
        sample.add(kind.get(i * kind.size() / size));
      }
    }
    return sample;
  }

  /** The mutants of a document, in a fixed order. */
  static List<DocumentMutant> of(Document document) {
    Edits edits = new Edits((ObjectNode) document.root().value());
    SchemaEdits schemas = new SchemaEdits(edits);
    new OperationEdits(edits, schemas).all();
    edits.members(JsonPointer.compile("/components/schemas")).keySet().forEach(schemas::schema);
    TemplateEdits templates = new TemplateEdits(edits);
    Place creation = document.creationSchema();
    templates.list(creation);
    document.templates().forEach(templates::template);
    return edits.mutants();
  }
}
