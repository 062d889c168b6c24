package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/** Collects the samples of one schema. */
record SchemaSamples(SchemaNode schema, List<Sample> list) {
  void good(String what, JsonNode value, String keyword) {
    list.add(Sample.good(what, value, schema, keyword));
  }

  void good(String what, String text, String keyword) {
    good(what, TextNode.valueOf(text), keyword);
  }

  void bad(String what, JsonNode value, String keyword) {
    list.add(Sample.bad(what, value, schema, keyword));
  }

  void bad(String what, String text, String keyword) {
    bad(what, TextNode.valueOf(text), keyword);
  }
}
