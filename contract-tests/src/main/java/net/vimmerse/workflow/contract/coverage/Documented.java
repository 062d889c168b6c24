package net.vimmerse.workflow.contract.coverage;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.Operation;
import net.vimmerse.workflow.contract.Place;
import net.vimmerse.workflow.contract.TemplateSchema;
import net.vimmerse.workflow.contract.coverage.Cell.Part;

/** Every cell that a document has. */
final class Documented {
  static final String ANY_REFUSAL = "4XX";

  private final Judge judge;
  private final Set<Cell> cells = new LinkedHashSet<>();

  private Documented(Judge judge) {
    this.judge = judge;
  }

  static Set<Cell> cells(Judge judge) {
    Documented documented = new Documented(judge);
    Document document = judge.document();
    document.operations().forEach(documented::operation);
    return documented.cells;
  }

  private void operation(Operation operation) {
    Map<String, Place> responses = operation.place().child("responses").children();
    responses.forEach(
        (status, response) -> {
          cells.add(new Cell(Part.STATUS, operation.id(), status, "", "", ""));
          answer(operation, status, response);
        });
    Place schema = body(operation);
    if (schema.child("discriminator").exists()) {
      String tag = schema.child("discriminator").text("propertyName").orElse("");
      for (TemplateSchema template : judge.document().templates()) {
        request(operation, template, tag);
      }
    } else if (schema.exists()) {
      for (Keywords it : Keywords.of(schema)) {
        kept(operation, "", it);
        broken(operation, "", it);
      }
    }
  }

  static Place body(Operation operation) {
    return operation
        .place()
        .child("requestBody")
        .child("content")
        .child("application/json")
        .child("schema");
  }

  /**
   * The cells of a template's requests.
   *
   * @param tag the member that tells templates apart: a request in which it is broken, or that is
   *     no object, is not for this template
   */
  private void request(Operation operation, TemplateSchema template, String tag) {
    for (Keywords it : Keywords.of(template.schema())) {
      kept(operation, template.id(), it);
      boolean impliesOther = it.property().equals(tag) || it.equals(new Keywords("", "type"));
      if (!impliesOther) {
        broken(operation, template.id(), it);
      }
    }
  }

  private void kept(Operation operation, String template, Keywords it) {
    cells.add(new Cell(Part.KEPT, operation.id(), "200", template, it.property(), it.keyword()));
  }

  private void broken(Operation operation, String template, Keywords it) {
    cells.add(
        new Cell(Part.BROKEN, operation.id(), ANY_REFUSAL, template, it.property(), it.keyword()));
  }

  private void answer(Operation operation, String status, Place response) {
    Place documented = response.child("content").child("application/json").child("schema");
    Place schema = status.equals("200") ? judge.envelope().expected(documented, 200) : documented;
    for (Keywords it : Keywords.of(schema)) {
      cells.add(new Cell(Part.ANSWERED, operation.id(), status, "", it.property(), it.keyword()));
    }
  }
}
