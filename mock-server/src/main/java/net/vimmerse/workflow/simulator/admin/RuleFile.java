package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.namespace.Rules;
import net.vimmerse.workflow.simulator.openapi.InteroperableParser;
import net.vimmerse.workflow.simulator.openapi.OpenApiDocument;
import net.vimmerse.workflow.simulator.openapi.RequestValidator;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.store.StartupException;

/**
 * Reads the rules that every namespace starts with from a file in YAML or JSON: lists named {@code
 * outcomes} and {@code faults}, in the format of the admin API.
 */
public final class RuleFile {

  private RuleFile() {}

  /**
   * Reads a file.
   *
   * @return adds the rules to a namespace
   * @throws StartupException if the file is missing or invalid; the message names the file, the
   *     entry and the property
   */
  public static Consumer<Rules> read(Path file, WorkflowApiDocument api) {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode root;
    try {
      root = yaml.readTree(InteroperableParser.in(yaml.createParser(Files.readAllBytes(file))));
    } catch (JacksonException e) {
      throw new StartupException(file + " is neither YAML nor JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new StartupException(
          "the rule file " + file + " cannot be read: " + StartupException.causeOf(e), e);
    }
    if (!root.isObject()) {
      throw new StartupException(
          file + ": expected an object with lists named outcomes and faults");
    }
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("outcomes") && !name.equals("faults")) {
                throw new StartupException(
                    file + ": unknown property " + name + "; expected outcomes or faults");
              }
            });
    RequestValidator validator = OpenApiDocument.load(AdminApi.RESOURCE).validator();
    RuleReader reader = new RuleReader(api);
    List<Consumer<Rules>> all = new ArrayList<>();
    read(file, root, "outcomes", "NewOutcomeRule", validator, reader::outcome)
        .forEach(rule -> all.add(rules -> rules.addOutcome(rule)));
    read(file, root, "faults", "NewFaultRule", validator, reader::fault)
        .forEach(rule -> all.add(rules -> rules.addFault(rule)));
    return rules -> all.forEach(rule -> rule.accept(rules));
  }

  private static <T> List<T> read(
      Path file,
      JsonNode root,
      String list,
      String schema,
      RequestValidator validator,
      Function<ObjectNode, T> reader) {
    List<T> rules = new ArrayList<>();
    if (root.has(list) && !root.get(list).isArray()) {
      throw new StartupException(file + ": " + list + " must be a list");
    }
    int number = 0;
    for (JsonNode entry : root.path(list)) {
      number++;
      String where = file + ", " + list + " " + number + ": ";
      List<Violation> violations = validator.validateBody(entry, schema);
      if (!violations.isEmpty()) {
        Violation first = violations.get(0);
        throw new StartupException(where + first.loc() + " " + first.msg());
      }
      try {
        rules.add(reader.apply((ObjectNode) entry));
      } catch (BadRequestException e) {
        throw new StartupException(where + e.loc() + " " + e.getMessage(), e);
      }
    }
    return rules;
  }
}
