package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.annotations.JsonAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.api.TemplatesApi;
import net.vimmerse.workflow.client.api.WorkflowApi;
import org.junit.jupiter.api.Test;

/** Checks the jar for Java 11, Android, R8 and GraalVM native images. */
class PackagingTest {
  private static final int JAVA_11 = 55;
  private static final String METADATA =
      "/META-INF/native-image/net.vimmerse.workflow/workflow-client/";

  private static Path root() {
    return Path.of(URI.create(WorkflowClient.class.getResource("WorkflowClient.class").toString()))
        .resolve("../../../../..")
        .normalize();
  }

  private static List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .collect(Collectors.toList());
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PackagingTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Set<String> adapters() throws Exception {
    Set<String> adapters = new TreeSet<>();
    for (Path file : classFiles()) {
      String name = root().relativize(file).toString().replace('/', '.').replace('\\', '.');
      JsonAdapter adapter =
          Class.forName(name.substring(0, name.length() - ".class".length()))
              .getAnnotation(JsonAdapter.class);
      if (adapter != null) {
        adapters.add(adapter.value().getName());
      }
    }
    return adapters;
  }

  @Test
  void the_jar_contains_the_license() throws Exception {
    assertThat(resource("/META-INF/LICENSE")).isNotBlank();
  }

  @Test
  void the_jar_is_a_module_that_exports_every_package() throws Exception {
    Set<String> packages = new TreeSet<>();
    for (Path file : classFiles()) {
      packages.add(root().relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."));
    }
    ModuleDescriptor module;
    try (InputStream in =
        Files.newInputStream(root().resolve("META-INF/versions/9/module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    assertThat(module.name()).isEqualTo("net.vimmerse.workflow.client");
    assertThat(module.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void the_main_pages_of_the_javadoc_have_a_sample_and_every_package_a_description()
      throws Exception {
    Path sources = root().resolve("../../src/main/java/net/vimmerse/workflow/client").normalize();
    for (String page :
        List.of(
            "WorkflowClient",
            "WorkflowClientBuilder",
            "WorkflowHandle",
            "PollOptions",
            "WorkflowApiException")) {
      assertThat(Files.readString(sources.resolve(page + ".java")))
          .as(page)
          .contains(" * <pre>{@code");
    }
    for (String directory : List.of("", "api", "model")) {
      assertThat(sources.resolve(directory).resolve("package-info.java")).exists();
    }
  }

  @Test
  void generated_sources_import_only_what_they_use_and_have_no_stray_blanks() throws Exception {
    Pattern imports = Pattern.compile("import [\\w.]+\\.(\\w+);");
    try (Stream<Path> files = Files.walk(root().resolve("../generated-sources/openapi"))) {
      for (Path file :
          files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList())) {
        String source = Files.readString(file);
        assertThat(source)
            .as(file.toString())
            .doesNotContain(" \n", "\n\n\n")
            .doesNotContainPattern("import .*\n\nimport");
        imports
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .forEach(
                name ->
                    assertThat(source.replaceAll("import .*;\n", ""))
                        .as(file + " imports " + name)
                        .containsPattern("\\b" + name + "\\b"));
      }
    }
  }

  @Test
  void every_class_runs_on_java_11_and_on_android() throws Exception {
    assertThat(classFiles()).hasSizeGreaterThan(100);
    for (Path file : classFiles()) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(bytes[7]).as(file.toString()).isLessThanOrEqualTo((byte) JAVA_11);
      assertThat(new String(bytes, ISO_8859_1))
          .as(file.toString())
          .doesNotContain("java/net/http")
          .doesNotContain("java/lang/Record")
          .doesNotContain("java/lang/management");
    }
  }

  @Test
  void the_native_image_metadata_lists_every_type_adapter_and_interface() throws Exception {
    Set<String> reflected = new TreeSet<>();
    for (JsonElement element :
        JsonParser.parseString(resource(METADATA + "reflect-config.json")).getAsJsonArray()) {
      JsonObject entry = element.getAsJsonObject();
      Class<?> type = Class.forName(entry.get("name").getAsString());
      if (entry.has("methods")) {
        assertThat(type.getDeclaredConstructor()).isNotNull();
      }
      reflected.add(type.getName());
    }
    Set<String> expected = adapters();
    assertThat(expected).hasSizeGreaterThan(50);
    expected.add(WorkflowApi.class.getName());
    expected.add(TemplatesApi.class.getName());
    assertThat(reflected).isEqualTo(expected);
  }

  @Test
  void the_native_image_metadata_lists_the_proxies_of_retrofit() throws Exception {
    List<String> proxied = new ArrayList<>();
    for (JsonElement interfaces :
        JsonParser.parseString(resource(METADATA + "proxy-config.json")).getAsJsonArray()) {
      JsonArray names = interfaces.getAsJsonArray();
      assertThat(names).hasSize(1);
      proxied.add(names.get(0).getAsString());
    }
    assertThat(proxied)
        .containsExactlyInAnyOrder(WorkflowApi.class.getName(), TemplatesApi.class.getName());
    try (WorkflowClient client = WorkflowClient.builder().apiKey("demo").build()) {
      assertThat(Proxy.isProxyClass(client.workflowApi().getClass())).isTrue();
    }
  }

  @Test
  void r8_and_proguard_find_the_same_rules_in_each_of_their_directories() throws Exception {
    String rules = resource("/META-INF/proguard/workflow-client.pro");
    assertThat(rules).contains("-keep");
    assertThat(resource("/META-INF/com.android.tools/r8/workflow-client.pro")).isEqualTo(rules);
    assertThat(resource("/META-INF/com.android.tools/proguard/workflow-client.pro"))
        .isEqualTo(rules);
  }
}
