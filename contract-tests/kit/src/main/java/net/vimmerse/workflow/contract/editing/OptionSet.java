package net.vimmerse.workflow.contract.editing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.editing.ListedTemplate.ListedOption;
import net.vimmerse.workflow.contract.openapi.TemplateOption;

/** What callers tell options apart by: names, types, defaults and values, in any order. */
record OptionSet(Map<String, Entry> options) {

  record Entry(String type, Optional<JsonNode> defaultValue, Set<JsonNode> values) {
    static Entry of(ListedOption option) {
      return new Entry(option.type(), option.defaultValue(), new LinkedHashSet<>(option.values()));
    }

    static Entry of(TemplateOption option) {
      String type = option.schema().keyword("type").map(JsonNode::asText).orElse("string");
      return new Entry(type, option.defaultValue(), new LinkedHashSet<>(option.values()));
    }
  }

  static OptionSet listed(Map<String, ListedOption> listed) {
    Map<String, Entry> options = new LinkedHashMap<>();
    listed.forEach((name, option) -> options.put(name, Entry.of(option)));
    return new OptionSet(options);
  }

  static OptionSet documented(Map<String, TemplateOption> documented) {
    Map<String, Entry> options = new LinkedHashMap<>();
    documented.forEach((name, option) -> options.put(name, Entry.of(option)));
    return new OptionSet(options);
  }
}
