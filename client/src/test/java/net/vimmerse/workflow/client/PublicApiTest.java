package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import net.vimmerse.workflow.client.api.TemplatesApi;
import net.vimmerse.workflow.client.api.WorkflowApi;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import org.junit.jupiter.api.Test;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

class PublicApiTest {
  @Test
  void the_public_api_has_no_type_of_gson() throws Exception {
    List<String> used = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      for (Executable method : type.getDeclaredMethods()) {
        collect(method, used);
      }
      for (Executable constructor : type.getDeclaredConstructors()) {
        collect(constructor, used);
      }
      for (Field field : type.getDeclaredFields()) {
        if (isPublic(field.getModifiers())) {
          used.add(field.toGenericString());
        }
      }
    }
    assertThat(used).isNotEmpty().noneMatch(signature -> signature.contains("gson"));
  }

  @Test
  void a_fake_client_can_be_implemented_in_a_test() {
    Workflow done = Workflow.builder().id("w-1").processingStatus(ProcessingStatus.SUCCESS).build();
    WorkflowClient fake = new FakeClient(done);
    assertThat(fake.create(VimAstronautRequest.builder().build()).await()).isSameAs(done);
  }

  @Test
  void a_fake_client_can_throw_the_exceptions_of_the_client() {
    assertThat(WorkflowApiException.of("GET /x", 402, Map.of("A", List.of("b")), ""))
        .isInstanceOf(InsufficientCreditException.class)
        .hasMessage("GET /x returned 402 with an empty body")
        .satisfies(e -> assertThat(e.headers().get("a")).containsExactly("b"));
    Workflow workflow = Workflow.builder().id("w-1").build();
    assertThat(new WorkflowFailedException(workflow).workflow()).isSameAs(workflow);
    assertThat(new WorkflowTimeoutException("w-1", null, Duration.ofSeconds(1), null))
        .hasMessageContaining("PT1S");
    assertThat(new WorkflowNetworkException("gone", new IOException())).hasMessage("gone");
    assertThat(new WorkflowInterruptedException("stop", true, "w-1", null).workflowId())
        .isEqualTo("w-1");
    assertThat(WorkflowDecodingException.of("GET /x", 200, Map.of(), "<html>").body())
        .isEqualTo("<html>");
    assertThat(new ContentTypeException("GET /x", "video/mp4", "text/html").actual())
        .isEqualTo("text/html");
    assertThat(new WebhookFormatException("no", null)).hasMessage("no");
  }

  @Test
  void the_asynchronous_operations_of_a_fake_client_call_the_blocking_ones() {
    Workflow done = Workflow.builder().id("w-1").build();
    WorkflowClient fake = new FakeClient(done);
    assertThat(fake.createAsync(VimAstronautRequest.builder().build()).join().workflow())
        .isSameAs(done);
    assertThat(fake.getAsync("w-1").join()).isSameAs(done);
    assertThat(fake.deleteAsync("w-1").join()).isSameAs(done);
    assertThat(fake.updateAsync("w-1", UpdateWorkflowRequest.builder().build()).join())
        .isSameAs(done);
    assertThat(fake.templatesAsync(false).join()).isEmpty();
    Path file = Path.of("a.mp4");
    assertThat(fake.downloadAsync(Output.builder().build(), file).join()).isEqualTo(file);
    assertThat(fake.downloadAllAsync(done, file, DownloadOptions.defaults()).join()).isEmpty();
    assertThat(fake.openStreamAsync(Output.builder().build()).join()).isEmpty();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fake.downloadAsync(Output.builder().build(), out, DownloadOptions.defaults()).join();
    assertThat(out.size()).isZero();
  }

  @Test
  void the_events_of_listeners_can_be_created_in_a_test() {
    Workflow workflow = Workflow.builder().id("w-1").progressPercentage(50).build();
    assertThat(WorkflowProgress.of(workflow, List.of(), Duration.ZERO).percentage()).isEqualTo(50);
    WorkflowException failure = WorkflowApiException.of("GET /x", 503, Map.of(), "");
    assertThat(RetryEvent.of("GET /x", 1, failure, Duration.ZERO).failure()).isSameAs(failure);
    assertThat(DownloadProgress.of(Path.of("a"), 1, null).downloadedBytes()).isEqualTo(1);
    RawResponse<String> response = RawResponse.of(200, Map.of(), "body", "value");
    assertThat(
            Exchange.of(
                "GET /x", "getWorkflow", null, 1, Map.of(), "", response, null, Duration.ZERO))
        .hasToString("GET /x -> 200 in 0 ms");
    assertThat(
            Exchange.of(
                    "POST /x",
                    "createWorkflow",
                    "vim_astronaut",
                    1,
                    Map.of(),
                    "",
                    null,
                    "gone",
                    Duration.ZERO)
                .failure())
        .isEqualTo("gone");
  }

  @Test
  void the_retrofit_interface_works_with_a_default_gson() throws Exception {
    try (MockWebServer service = new MockWebServer()) {
      service.start();
      service.enqueue(MockServiceTest.response(200, MockServiceTest.workflow("new", 0)).build());
      WorkflowApi api =
          new Retrofit.Builder()
              .baseUrl(service.url("/"))
              .addConverterFactory(GsonConverterFactory.create())
              .build()
              .create(WorkflowApi.class);
      Workflow workflow =
          api.createWorkflow(VimAstronautRequest.builder().title("t").build())
              .execute()
              .body()
              .data();
      assertThat(workflow.processingStatus()).isSameAs(ProcessingStatus.NEW);
      assertThat(service.takeRequest().getBody().utf8())
          .isEqualTo("{\"title\":\"t\",\"template_id\":\"vim_astronaut\"}");
    }
  }

  private static void collect(Executable executable, List<String> used) {
    if (isPublic(executable.getModifiers())) {
      used.add(executable.toGenericString());
    }
  }

  private static boolean isPublic(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
    Path root =
        Path.of(URI.create(WorkflowClient.class.getResource("WorkflowClient.class").toString()))
            .getParent();
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files.filter(f -> f.toString().endsWith(".class")).collect(Collectors.toList())) {
        String name =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        Class<?> type =
            Class.forName(
                WorkflowClient.class.getPackageName()
                    + "."
                    + name.substring(0, name.length() - ".class".length()));
        if (isPublic(type.getModifiers())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static final class FakeClient implements WorkflowClient {
    private final Workflow workflow;

    FakeClient(Workflow workflow) {
      this.workflow = workflow;
    }

    @Override
    public WorkflowHandle create(CreateWorkflowRequest request) {
      return WorkflowHandle.of(this, workflow);
    }

    @Override
    public Workflow get(String id) {
      return workflow;
    }

    @Override
    public Workflow update(String id, UpdateWorkflowRequest request) {
      return workflow;
    }

    @Override
    public Workflow delete(String id) {
      return workflow;
    }

    @Override
    public List<Template> templates(boolean detail) {
      return List.of();
    }

    @Override
    public Workflow await(
        String id, PollOptions options, Consumer<? super WorkflowProgress> listener) {
      return workflow;
    }

    @Override
    public CompletableFuture<Workflow> awaitAsync(
        String id, PollOptions options, Consumer<? super WorkflowProgress> listener) {
      return CompletableFuture.completedFuture(workflow);
    }

    @Override
    public WorkflowClient withOptions(CallOptions options) {
      return this;
    }

    @Override
    public RawWorkflowClient raw() {
      throw new AssertionError("not used by this test");
    }

    @Override
    public WorkflowApi workflowApi() {
      throw new AssertionError("not used by this test");
    }

    @Override
    public TemplatesApi templatesApi() {
      throw new AssertionError("not used by this test");
    }

    @Override
    public Path download(Output output, Path file, DownloadOptions options) {
      return file;
    }

    @Override
    public InputStream openStream(Output output, DownloadOptions options) {
      return InputStream.nullInputStream();
    }

    @Override
    public List<Path> downloadAll(Workflow workflow, Path directory, DownloadOptions options) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
