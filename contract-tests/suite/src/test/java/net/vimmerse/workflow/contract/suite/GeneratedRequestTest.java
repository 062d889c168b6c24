package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.api.TemplatesApi;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DocumentUnderTest.class)
public class GeneratedRequestTest {
  private final Document document;

  GeneratedRequestTest(Document document) {
    this.document = document;
  }

  @Test
  void the_client_has_one_request_class_per_template() throws Exception {
    Set<String> expected =
        document.templates().stream()
            .map(template -> template.schema().name())
            .collect(Collectors.toSet());

    assertThat(generatedRequests()).isNotEmpty().isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> each_request_class_sends_its_template_id() {
    return document.templates().stream()
        .map(
            template ->
                DynamicTest.dynamicTest(
                    template.id(),
                    () ->
                        assertThat(GeneratedRequest.of(template).templateId())
                            .isEqualTo(template.id())));
  }

  @TestFactory
  Stream<DynamicTest> each_request_class_accepts_the_options_of_its_template_only() {
    return document.templates().stream()
        .map(
            template ->
                DynamicTest.dynamicTest(
                    template.id(),
                    () ->
                        assertThat(
                                Stream.of(
                                        GeneratedRequest.type(template)
                                            .getMethod("builder")
                                            .getReturnType()
                                            .getMethods())
                                    .filter(method -> method.getName().equals("options"))
                                    .map(method -> method.getParameterTypes()[0].getSimpleName()))
                            .containsExactly(template.options().name())));
  }

  @Test
  void the_client_has_a_method_per_operation_and_calls_the_documents_server() {
    Set<String> methods =
        Stream.of(WorkflowApi.class, TemplatesApi.class)
            .flatMap(api -> Stream.of(api.getDeclaredMethods()))
            .map(Method::getName)
            .collect(Collectors.toSet());

    assertThat(document.operations()).extracting(Operation::id).hasSameElementsAs(methods);
    assertThat(document.root().child("servers").items().get(0).text("url"))
        .contains(WorkflowApi.BASE_URL);
  }

  /** Returns the simple names of the generated request classes. */
  private static Set<String> generatedRequests() throws Exception {
    String models = CreateWorkflowRequest.class.getPackageName();
    URI where =
        CreateWorkflowRequest.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (!where.getPath().endsWith(".jar")) {
      return requestsBelow(Path.of(where), models);
    }
    // Not opened by its URI, which only one thread may do at a time: mutants run in parallel.
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(where))) {
      return requestsBelow(jar.getPath("/"), models);
    }
  }

  private static Set<String> requestsBelow(Path root, String models)
      throws IOException, ReflectiveOperationException {
    try (Stream<Path> files = Files.list(root.resolve(models.replace('.', '/')))) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".class", ""))
              .filter(name -> !name.contains("$"))
              .collect(Collectors.toSet());
      names.removeIf(name -> !isGeneratedRequest(models + "." + name));
      return names;
    }
  }

  private static boolean isGeneratedRequest(String name) {
    try {
      Class<?> type = Class.forName(name);
      return !type.isInterface()
          && CreateWorkflowRequest.class.isAssignableFrom(type)
          && Stream.of(type.getFields()).anyMatch(field -> field.getName().equals("TEMPLATE_ID"));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
