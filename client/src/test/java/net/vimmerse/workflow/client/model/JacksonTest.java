package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.client.WebhookEvent;
import net.vimmerse.workflow.client.WebhookFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class JacksonTest {
  private static final Gson GSON = new Gson();

  /** An ordinary mapper of a user. */
  private interface Mapper {
    String write(Object value) throws Exception;

    <T> T read(String json, Class<T> type) throws Exception;

    Map<?, ?> toTree(Object value);
  }

  static List<Mapper> mappers() {
    return List.of(
        new Jackson2("2", new ObjectMapper()),
        new Jackson2(
            "2 with parameter names, as in Spring Boot",
            new ObjectMapper().registerModule(new ParameterNamesModule())),
        new Jackson3("3", JsonMapper.builder().build()));
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void every_model_survives_a_round_trip(Mapper mapper) throws Exception {
    for (Class<?> type : GeneratedModels.models()) {
      if (type == CreateWorkflowFields.class) {
        continue;
      }
      Object model = CreateRequestTest.full(type);
      String json = mapper.write(model);
      assertThat(JsonParser.parseString(json)).isEqualTo(GSON.toJsonTree(model));
      assertThat(mapper.read(json, type)).as(json).isEqualTo(model);
      assertThat(GSON.toJsonTree(mapper.toTree(model))).isEqualTo(GSON.toJsonTree(model));
    }
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void unknown_properties_open_enums_and_exact_numbers_survive(Mapper mapper) throws Exception {
    String json =
        "{\"id\":\"w-1\",\"processing_status\":\"queue_bullet\",\"rating\":null,"
            + "\"options\":{\"shine\":[1,null,9223372036854775808]},\"eta\":{\"seconds\":[12,null],\"by\":null}}";
    Workflow workflow = mapper.read(json, Workflow.class);
    assertThat(workflow.processingStatus()).isSameAs(ProcessingStatus.of("queue_bullet"));
    assertThat(workflow).isEqualTo(GSON.fromJson(json, Workflow.class));
    assertThat(JsonParser.parseString(mapper.write(workflow)))
        .isEqualTo(JsonParser.parseString(json));
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void models_are_values_and_keys_of_other_objects(Mapper mapper) throws Exception {
    assertThat(mapper.write(Map.of(AspectRatio.PORTRAIT_9_16, List.of(ProcessingStatus.NEW))))
        .isEqualTo("{\"9:16\":[\"new\"]}");
    assertThat(mapper.read("\"brand_new\"", Flow.class)).isSameAs(Flow.of("brand_new"));
    Order order = mapper.read("{\"request\":{\"template_id\":\"vim_astronaut\"}}", Order.class);
    assertThat(order.request).isInstanceOf(VimAstronautRequest.class);
    assertThat(mapper.write(order)).isEqualTo("{\"request\":{\"template_id\":\"vim_astronaut\"}}");
  }

  /** An object of a user. */
  static final class Order {
    public CreateWorkflowRequest request;
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void a_request_is_read_as_the_class_of_its_template(Mapper mapper) throws Exception {
    for (Class<?> type : GeneratedModels.requests()) {
      Object request = CreateRequestTest.full(type);
      assertThat(mapper.read(mapper.write(request), CreateWorkflowRequest.class))
          .isEqualTo(request);
    }
    CreateWorkflowRequest request =
        CreateWorkflowRequest.forTemplate("vim_brand_new")
            .title("t")
            .option("aspect_ratio", "1:1")
            .option("none", null)
            .property("brand_new_property", 7L)
            .build();
    String json = mapper.write(request);
    assertThat(JsonParser.parseString(json)).isEqualTo(GSON.toJsonTree(request));
    assertThat(mapper.read(json, CreateWorkflowRequest.class)).isEqualTo(request);
    assertThatThrownBy(() -> mapper.read("{\"title\":\"t\"}", CreateWorkflowRequest.class))
        .hasMessageContaining("template_id");
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void a_webhook_is_read_and_written(Mapper mapper) throws Exception {
    String json = "{\"workflow_id\":\"w-1\",\"status\":\"success\",\"more\":1}";
    WebhookEvent event = mapper.read(json, WebhookEvent.class);
    assertThat(event).isEqualTo(WebhookEvent.parse(json));
    assertThat(JsonParser.parseString(mapper.write(event))).isEqualTo(JsonParser.parseString(json));
    assertThatThrownBy(() -> mapper.read("{}", WebhookEvent.class))
        .hasRootCauseInstanceOf(WebhookFormatException.class);
  }

  @Test
  void every_model_is_written_and_read_without_any_library() throws Exception {
    for (Class<?> type : GeneratedModels.models()) {
      if (type == CreateWorkflowFields.class) {
        continue;
      }
      Object model = CreateRequestTest.full(type);
      String json = (String) type.getMethod("toJson").invoke(model);
      assertThat(JsonParser.parseString(json)).isEqualTo(GSON.toJsonTree(model));
      assertThat(type.getMethod("fromJson", String.class).invoke(null, json)).isEqualTo(model);
    }
    String nulls = "{\"options\":{\"a\":null},\"brand_new\":{\"b\":null}}";
    assertThat(Workflow.fromJson(nulls).toJson()).isEqualTo(nulls);
    String exact = "{\"options\":{\"a\":0.12345678901234567890,\"b\":1E+400}}";
    assertThat(Workflow.fromJson(exact).toJson()).isEqualTo(exact);
    assertThat(Workflow.fromMap(Workflow.fromJson(exact).toMap()).toJson()).isEqualTo(exact);
  }

  @Test
  void text_that_is_not_a_json_object_is_rejected() {
    for (String text : List.of("", "null", "[]", "{", "7")) {
      assertThatThrownBy(() -> Workflow.fromJson(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("JSON");
      assertThatThrownBy(() -> CreateWorkflowRequest.fromJson(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> TemplateRequest.fromJson("{\"template_id\":\"a\",\"options\":1}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final class Jackson2 implements Mapper {
    private final String name;
    private final ObjectMapper mapper;

    Jackson2(String name, ObjectMapper mapper) {
      this.name = name;
      this.mapper = mapper;
    }

    @Override
    public String write(Object value) throws Exception {
      return mapper.writeValueAsString(value);
    }

    @Override
    public <T> T read(String json, Class<T> type) throws Exception {
      return mapper.readValue(json, type);
    }

    @Override
    public Map<?, ?> toTree(Object value) {
      return mapper.convertValue(value, Map.class);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final class Jackson3 implements Mapper {
    private final String name;
    private final JsonMapper mapper;

    Jackson3(String name, JsonMapper mapper) {
      this.name = name;
      this.mapper = mapper;
    }

    @Override
    public String write(Object value) {
      return mapper.writeValueAsString(value);
    }

    @Override
    public <T> T read(String json, Class<T> type) {
      return mapper.readValue(json, type);
    }

    @Override
    public Map<?, ?> toTree(Object value) {
      return mapper.convertValue(value, Map.class);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
