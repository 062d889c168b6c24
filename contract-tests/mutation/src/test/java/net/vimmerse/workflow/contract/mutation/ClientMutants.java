package net.vimmerse.workflow.contract.mutation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.openapi.Document;

/**
 * Mutants of the client: each changes a text that a server sees or that is read from a response.
 */
final class ClientMutants {
  private static final String CLIENT = "net/vimmerse/workflow/client/";
  private static final String MODELS = CLIENT + "model/";
  private static final String APIS = CLIENT + "api/";
  private static final String FOREIGN = "_mutant";
  private static final String HTTP = "Lretrofit2/http/";

  /** The replacement of each HTTP method annotation: another one that Retrofit accepts there. */
  private static final Map<String, String> VERBS =
      Map.of("GET", "DELETE", "DELETE", "GET", "POST", "PUT", "PUT", "POST");

  private final Map<String, byte[]> classes;
  private final Set<String> wire = new LinkedHashSet<>();
  private final List<ClientMutant> mutants = new ArrayList<>();
  private int requests;

  private ClientMutants(Document document, Map<String, byte[]> classes) {
    this.classes = classes;
    document
        .root()
        .value()
        .findValues("properties")
        .forEach(it -> it.fieldNames().forEachRemaining(wire::add));
    document
        .root()
        .value()
        .findValues("headers")
        .forEach(it -> it.fieldNames().forEachRemaining(wire::add));
    document
        .root()
        .child("components")
        .child("securitySchemes")
        .children()
        .values()
        .forEach(it -> it.text("name").ifPresent(wire::add));
    document.root().child("servers").items().forEach(it -> it.text("url").ifPresent(wire::add));
  }

  /**
   * The mutants of the client.
   *
   * @param document says what is a name on the wire
   * @param classes the client's class files by name
   */
  static List<ClientMutant> of(Document document, Map<String, byte[]> classes) {
    ClientMutants all = new ClientMutants(document, classes);
    for (String name : classes.keySet()) {
      if (classes.containsKey(name + "$Known")) {
        all.openEnum(name);
      } else if (all.isModel(name)) {
        all.model(name);
      } else if (name.startsWith(APIS)) {
        all.operations(name);
      } else if (!all.isModel(name.replaceFirst("\\$.*", ""))) {
        all.handWritten(name);
      }
    }
    return all.mutants;
  }

  /** Returns true for a generated class that lists the names of its fields. */
  private boolean isModel(String name) {
    return name.startsWith(MODELS)
        && classes.containsKey(name + "$GsonTypeAdapter")
        && !ClassFileConstants.of(classes.get(name)).initial().isEmpty();
  }

  private void model(String name) {
    Set<String> both = Set.of(name, name + "$GsonTypeAdapter");
    ClassFileConstants json = ClassFileConstants.of(classes.get(name + "$GsonTypeAdapter"));
    for (String field : fields(name, json)) {
      UnaryOperator<byte[]> rename = ClassFileEdits.text(field, field + FOREIGN);
      UnaryOperator<byte[]> drop = ClassFileEdits.withoutCall(field, "writeField");
      String site = simple(name) + "." + field;
      mutants.add(new ClientMutant("rename a field", site, both, rename));
      // Dropped: neither written nor read.
      mutants.add(
          new ClientMutant("drop a field", site, both, bytes -> rename.apply(drop.apply(bytes))));
    }
    for (String text : json.loaded()) {
      if (!wire.contains(text)) {
        mutants.add(
            new ClientMutant(
                "change a template id",
                simple(name) + ": " + text,
                both,
                ClassFileEdits.text(text, text + FOREIGN)));
      }
    }
  }

  /**
   * The fields of a model that are changed: all of them. But the requests of templates have most of
   * their fields in common, made by the same lines of one template of the generator; of those, all
   * are changed in one class, and one, in turn, in each of the others.
   */
  private List<String> fields(String name, ClassFileConstants json) {
    List<String> fields = List.copyOf(ClassFileConstants.of(classes.get(name)).initial());
    if (wire.containsAll(json.loaded())) {
      return fields;
    }
    int nth = requests++;
    int common = fields.size() - 2;
    return nth == 0
        ? fields
        : fields.stream()
            .filter(
                it -> {
                  int index = fields.indexOf(it);
                  return index >= common || index == nth % common;
                })
            .toList();
  }

  private void openEnum(String name) {
    for (String text : ClassFileConstants.of(classes.get(name)).initial()) {
      mutants.add(
          new ClientMutant(
              "change an enum text",
              simple(name) + ": " + text,
              Set.of(name),
              ClassFileEdits.text(text, text + FOREIGN)));
    }
  }

  private void operations(String name) {
    for (ClassFileConstants.Annotated it : ClassFileConstants.of(classes.get(name)).annotated()) {
      if (it.type().startsWith(HTTP)) {
        String type = it.type().substring(HTTP.length(), it.type().length() - 1);
        String site = simple(name) + "." + it.method() + ": " + type + " " + it.value();
        if (VERBS.containsKey(type)) {
          annotation("change a path", site, name, it, it.value(), it.value() + "s");
          String verb = HTTP + VERBS.get(type) + ";";
          annotation("change a verb", site, name, it, it.type(), verb);
        } else {
          annotation("rename a parameter", site, name, it, it.value(), it.value() + FOREIGN);
        }
      }
    }
  }

  private void annotation(
      String kind,
      String site,
      String name,
      ClassFileConstants.Annotated at,
      String from,
      String to) {
    UnaryOperator<byte[]> edit = ClassFileEdits.annotation(at.method(), from, to);
    mutants.add(new ClientMutant(kind, site, Set.of(name), edit));
  }

  private void handWritten(String name) {
    for (String text : ClassFileConstants.of(classes.get(name)).loaded()) {
      if (wire.contains(text)) {
        String other = text.startsWith("http") ? "https://other.invalid" : text + FOREIGN;
        mutants.add(
            new ClientMutant(
                "change a text of the hand-written face",
                simple(name) + ": " + text,
                Set.of(name),
                ClassFileEdits.text(text, other)));
      }
    }
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
