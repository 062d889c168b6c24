package net.vimmerse.workflow.client.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the classes generated from the Workflow API's document. */
final class GeneratedModels {
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "(?ms)^    (\\w+Request):\n      x-template:$.*?template_id:$.*?enum: \\[(\\w+)\\]$");

  private GeneratedModels() {}

  static List<Class<?>> all() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .filter(name -> !name.equals("package-info.class"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Class<?>> models() {
    return all().stream()
        .filter(type -> Stream.of(type.getDeclaredClasses()).anyMatch(GeneratedModels::isBuilder))
        .filter(type -> type != TemplateRequest.class)
        .collect(Collectors.toList());
  }

  static List<Class<?>> requests() {
    return models().stream()
        .filter(CreateWorkflowRequest.class::isAssignableFrom)
        .collect(Collectors.toList());
  }

  /** Returns pairs of template id and schema name from the document. */
  static List<String[]> templates() throws IOException {
    Matcher template =
        TEMPLATE.matcher(Files.readString(Path.of("..", "openapi", "workflow-api.yaml")));
    List<String[]> templates = new ArrayList<>();
    while (template.find()) {
      templates.add(new String[] {template.group(2), template.group(1)});
    }
    return templates;
  }

  private static boolean isBuilder(Class<?> type) {
    return type.getSimpleName().equals("Builder");
  }

  private static Path directory() {
    String file = Workflow.class.getSimpleName() + ".class";
    return Path.of(URI.create(Workflow.class.getResource(file).toString())).getParent();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(GeneratedModels.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
