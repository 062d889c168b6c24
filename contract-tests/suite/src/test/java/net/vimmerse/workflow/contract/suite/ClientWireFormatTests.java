package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.CallOptions;
import net.vimmerse.workflow.client.NotFoundException;
import net.vimmerse.workflow.client.RateLimitedException;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.ValidationFailedException;
import net.vimmerse.workflow.client.WebhookEvent;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowClientBuilder;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VisibilityStatus;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.client.model.WorkflowWebhook;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that the client sends every property with its documented name, and that callers can read
 * every property of a response.
 */
public interface ClientWireFormatTests {
  ObjectMapper JSON = new ObjectMapper();

  /** Returns a client of a stateful server, whose exchanges are validated. */
  WorkflowClient client();

  /** Returns the log of the exchanges of {@link #client} alone. */
  ExchangeLog log();

  /** Returns the templates to test. */
  default List<TemplateSchema> templates() {
    return document().templates();
  }

  @TestFactory
  default Stream<DynamicTest> a_request_with_everything_is_sent_as_the_document_names_it() {
    return templates().stream()
        .map(
            template ->
                dynamicTest(
                    template.id(),
                    () -> {
                      ObjectNode everything = GeneratedModel.sample(template.schema());
                      Object request = GeneratedModel.of(template.schema(), everything);

                      client().create((CreateWorkflowRequest) request);

                      assertSent(everything);
                    }));
  }

  @Test
  default void a_request_for_a_template_id_is_sent_with_the_documented_names() throws Exception {
    TemplateSchema template = document().templates().get(0);
    ObjectNode everything = GeneratedModel.sample(template.schema());
    var request =
        CreateWorkflowRequest.forTemplate(template.id())
            .title(everything.path("title").textValue())
            .description(everything.path("description").textValue())
            .visibilityStatus(VisibilityStatus.of(everything.path("visibility_status").asText()))
            .eventId(everything.path("event_id").textValue())
            .webhookUrl(everything.path("webhook_url").textValue());
    everything.path("image_urls").forEach(it -> request.addImageUrl(it.textValue()));
    everything
        .path("options")
        .properties()
        .forEach(it -> request.option(it.getKey(), it.getValue().textValue()));

    client().create(request.build());

    assertSent(everything);
  }

  @Test
  default void an_update_of_every_property_is_sent_with_the_documented_names() throws Exception {
    SchemaNode schema =
        document().component("schemas", UpdateWorkflowRequest.class.getSimpleName());
    ObjectNode everything = GeneratedModel.sample(schema);
    String id = create();

    client().update(id, (UpdateWorkflowRequest) GeneratedModel.of(schema, everything));

    assertSent(everything);
  }

  @Test
  default void every_property_of_a_workflow_is_readable() throws Exception {
    SchemaNode schema =
        document().component("schemas", UpdateWorkflowRequest.class.getSimpleName());
    String id = create();
    client().await(id);
    Object change = GeneratedModel.of(schema, GeneratedModel.sample(schema));
    client().update(id, (UpdateWorkflowRequest) change);

    Workflow read = client().get(id);

    GeneratedModel.assertReads(read, lastResponse().path("data"));
    assertThat(lastResponse().at("/data/completions/0/result")).isNotEmpty();
    assertThat(lastResponse().at("/data/media_result")).isNotEmpty();
  }

  @Test
  default void every_property_of_the_template_list_is_readable() throws Exception {
    List<Template> read = client().templates(true);

    GeneratedModel.assertReads(read, lastResponse().path("data"));
    assertThat(lastResponse().at("/data/0/modes")).isNotEmpty();
  }

  @Test
  default void every_property_of_an_error_is_readable() throws Exception {
    NotFoundException missing =
        catchThrowableOfType(NotFoundException.class, () -> client().get("no-such-workflow"));

    assertThat(missing.code()).isEqualTo(lastResponse().path("code").textValue()).isNotNull();
    assertThat(missing).hasMessageContaining(lastResponse().path("message").textValue());

    String tooLong = "x".repeat(1000);
    ValidationFailedException invalid =
        catchThrowableOfType(ValidationFailedException.class, () -> client().get(tooLong));

    GeneratedModel.assertReads(invalid.errors(), lastResponse().path("detail"));
    assertThat(invalid.errors().get(0).loc()).isNotEmpty();
  }

  /** The simulator does not send all that a violation may have. */
  @Test
  default void every_documented_property_of_a_violation_is_readable() throws Exception {
    assertThatThrownBy(() -> client().get("x".repeat(1000)));
    ObjectNode violation = (ObjectNode) lastResponse().path("detail").get(0);
    document()
        .component("schemas", "ValidationError")
        .child("properties")
        .children()
        .forEach(
            (name, schema) -> {
              if (schema.text("type").filter("string"::equals).isPresent()) {
                violation.put(name, "any " + name);
              }
            });
    ObjectNode body = JSON.createObjectNode();
    body.putArray("detail").add(violation);
    WorkflowClientBuilder builder = WorkflowClient.builder().apiKey("any");
    try (WorkflowClient client =
        nowhere(new ArrayList<>(), 422, Headers.EMPTY, body.toString(), builder)) {
      ValidationFailedException invalid =
          catchThrowableOfType(ValidationFailedException.class, () -> client.get("any"));

      GeneratedModel.assertReads(invalid.errors(), body.path("detail"));
    }
  }

  @Test
  default void a_request_is_read_as_the_class_of_its_template() throws Exception {
    TemplateSchema template = templates().get(0);
    ObjectNode everything = GeneratedModel.sample(template.schema());

    assertThat(CreateWorkflowRequest.fromJson(everything.toString()))
        .isEqualTo(GeneratedModel.of(template.schema(), everything));
  }

  @Test
  default void the_header_of_the_key_cannot_be_set_for_a_call() {
    document().root().child("components").child("securitySchemes").children().values().stream()
        .map(scheme -> scheme.text("name").orElseThrow())
        .forEach(
            name ->
                assertThatThrownBy(() -> CallOptions.builder().header(name, "other"))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  default void every_property_of_a_webhook_is_readable() throws Exception {
    String sent = WorkflowWebhook.class.getSimpleName();
    JsonNode body =
        document().examples().stream()
            .filter(it -> it.schema().name().equals(sent))
            .findFirst()
            .orElseThrow()
            .value();

    WebhookEvent event = WebhookEvent.parse(body.toString().getBytes(StandardCharsets.UTF_8));

    GeneratedModel.assertReads(event, body);
  }

  @TestFactory
  default Stream<DynamicTest> an_open_enum_has_the_values_of_the_document() {
    return document().root().child("components").child("schemas").children().values().stream()
        .flatMap(
            schema ->
                Stream.of("enum", "x-extensible-enum")
                    .filter(schema.value()::has)
                    .map(
                        keyword ->
                            dynamicTest(
                                schema.name(),
                                () ->
                                    assertThat(GeneratedModel.constants(schema))
                                        .isEqualTo(
                                            schema
                                                .value()
                                                .get(keyword)
                                                .valueStream()
                                                .map(JsonNode::asText)
                                                .toList()))));
  }

  @Test
  default void the_Retry_After_time_is_readable() {
    Headers header = Headers.of("Retry-After", "7");
    WorkflowClientBuilder builder =
        WorkflowClient.builder().apiKey("any").retryOptions(RetryOptions.none());
    try (WorkflowClient client = nowhere(new ArrayList<>(), 429, header, builder)) {
      RateLimitedException limited =
          catchThrowableOfType(
              RateLimitedException.class,
              () -> client.create(CreateWorkflowRequest.forTemplate("any").build()));

      assertThat(limited.retryAfter()).hasSeconds(7);
    }
  }

  @Test
  default void a_deleted_workflow_is_not_found() throws Exception {
    String id = create();
    client().delete(id);

    assertThatThrownBy(() -> client().get(id)).isInstanceOf(NotFoundException.class);
  }

  @Test
  default void a_property_with_a_method_cannot_be_set_by_name() {
    for (String field : List.of(CreateWorkflowRequest.DISCRIMINATOR, "options")) {
      assertThatThrownBy(() -> CreateWorkflowRequest.forTemplate("any").property(field, "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(field);
    }
  }

  @Test
  default void without_a_base_URL_the_documents_server_is_called() {
    List<String> arrived = new ArrayList<>();
    WorkflowClientBuilder builder = WorkflowClient.builder().apiKey("any");
    try (WorkflowClient client = nowhere(arrived, 200, Headers.EMPTY, builder)) {
      client.templates();
    }
    String server = document().root().child("servers").items().get(0).text("url").orElseThrow();
    assertThat(arrived).singleElement().asString().startsWith(server + "/");
  }

  /** Returns a client that gets a fixed response without a network. */
  private static WorkflowClient nowhere(
      List<String> arrived, int status, Headers headers, WorkflowClientBuilder builder) {
    return nowhere(arrived, status, headers, "{\"data\": []}", builder);
  }

  private static WorkflowClient nowhere(
      List<String> arrived,
      int status,
      Headers headers,
      String body,
      WorkflowClientBuilder builder) {
    return builder
        .httpClient(
            new OkHttpClient.Builder()
                .addInterceptor(
                    chain -> {
                      arrived.add(chain.request().url().toString());
                      return new Response.Builder()
                          .request(chain.request())
                          .protocol(Protocol.HTTP_1_1)
                          .code(status)
                          .message("")
                          .headers(headers)
                          .body(ResponseBody.create(body, null))
                          .build();
                    })
                .build())
        .build();
  }

  private String create() throws Exception {
    return client().create(GeneratedRequest.of(document().templates().get(0))).id();
  }

  private Document document() {
    return log().validator().document();
  }

  private void assertSent(JsonNode expected) throws IOException {
    Map<String, String> unsent = leaves(expected);
    Map<String, String> unexpected = leaves(JSON.readTree(last().requestBody().utf8()));
    unsent.entrySet().removeAll(unexpected.entrySet());
    unexpected.entrySet().removeAll(leaves(expected).entrySet());
    assertThat(unsent).as("expected, but not sent; sent instead: %s", unexpected).isEmpty();
    assertThat(unexpected).as("sent, but not expected").isEmpty();
  }

  /** Returns each scalar by its pointer. */
  private static Map<String, String> leaves(JsonNode node) {
    Map<String, String> leaves = new TreeMap<>();
    if (node.isValueNode()) {
      leaves.put("", node.toString());
    }
    node.properties()
        .forEach(
            property ->
                leaves(property.getValue())
                    .forEach((below, value) -> leaves.put("/" + property.getKey() + below, value)));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String index = "/" + i;
      leaves(node.get(i)).forEach((below, value) -> leaves.put(index + below, value));
    }
    return leaves;
  }

  private JsonNode lastResponse() throws IOException {
    return JSON.readTree(last().responseBody().utf8());
  }

  private RecordedExchange last() {
    List<ValidationResult> validations = log().validations();
    return validations.get(validations.size() - 1).exchange();
  }
}
