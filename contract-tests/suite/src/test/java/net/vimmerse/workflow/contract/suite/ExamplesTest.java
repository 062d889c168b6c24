package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Example;
import net.vimmerse.workflow.contract.openapi.ExampleCollector;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DocumentUnderTest.class)
public class ExamplesTest {
  private final Document document;

  ExamplesTest(Document document) {
    this.document = document;
  }

  @TestFactory
  Stream<DynamicTest> every_example_and_default_fits_its_schema() {
    return document.examples().stream()
        .map(example -> DynamicTest.dynamicTest(readable(example), () -> assertFits(example)));
  }

  private void assertFits(Example example) {
    assertThat(document.validate(example.schema(), example.value())).isEmpty();
  }

  private static String readable(Example example) {
    return example
        .node()
        .toString()
        .substring(1)
        .replace("/", " › ")
        .replace("~1", "/")
        .replace("~0", "~");
  }

  @Test
  void every_documented_body_has_an_example() {
    List<String> silent = new ArrayList<>();
    int bodies = 0;
    for (Operation operation : operationsAndCallbacks()) {
      List<SchemaNode> holders =
          new ArrayList<>(operation.node().child("responses").children().values());
      holders.add(operation.node().child("requestBody"));
      for (SchemaNode holder : holders) {
        for (Map.Entry<String, SchemaNode> content :
            holder.child("content").children().entrySet()) {
          bodies++;
          if (ExampleCollector.shownBy(content.getValue()).isEmpty()) {
            silent.add(operation + ": " + content.getValue());
          }
        }
      }
    }
    assertThat(silent).as("bodies without an example").isEmpty();
    assertThat(bodies).as("bodies").isGreaterThan(document.operations().size());
  }

  @Test
  void every_example_in_the_text_is_collected() {
    long inText =
        document.root().value().findParents("example").stream().count()
            + document.root().value().findValues("examples").stream()
                .mapToInt(examples -> examples.size())
                .sum();
    long met =
        document.examples().stream()
            .filter(example -> !example.node().name().equals("default"))
            .count();
    assertThat(met).as("examples that the walk meets").isEqualTo(inText);
  }

  @Test
  void every_documented_status_has_an_example_exchange() {
    int statuses =
        document.operations().stream()
            .mapToInt(operation -> operation.node().child("responses").value().size())
            .sum();
    assertThat(ExampleExchanges.of(document, Envelope.DATA)).hasSizeGreaterThanOrEqualTo(statuses);
  }

  private List<Operation> operationsAndCallbacks() {
    List<Operation> all = new ArrayList<>(document.operations());
    for (Operation operation : document.operations()) {
      for (SchemaNode callback : operation.node().child("callbacks").children().values()) {
        callback
            .children()
            .forEach((url, item) -> all.addAll(Document.operationsOf(url, item).values()));
      }
    }
    return all;
  }
}
