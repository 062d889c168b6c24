package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRequestTest {
  private final TemplateRequest.Builder builder =
      CreateWorkflowRequest.forTemplate("vim_brand_new");

  private static String json(CreateWorkflowRequest request) {
    return new Gson().toJson(request, CreateWorkflowRequest.class);
  }

  @Test
  void a_template_that_is_newer_than_the_jar_can_be_used() {
    TemplateRequest request =
        builder
            .title("Launch")
            .description("d")
            .visibilityStatus(VisibilityStatus.PUBLIC)
            .imageUrls(List.of("a"))
            .addImageUrl("b")
            .eventId("e")
            .webhookUrl("https://example.com/hook")
            .option("aspect_ratio", AspectRatio.SQUARE_1_1)
            .option("layers", Arrays.asList(1, null))
            .option("nothing", null)
            .property("priority", Map.of("level", 3))
            .build();
    assertThat(JsonParser.parseString(json(request)))
        .isEqualTo(
            JsonParser.parseString(
                "{\"template_id\": \"vim_brand_new\", \"title\": \"Launch\", \"description\": \"d\", "
                    + "\"visibility_status\": \"2\", \"image_urls\": [\"a\", \"b\"], \"event_id\": \"e\", "
                    + "\"webhook_url\": \"https://example.com/hook\", \"priority\": {\"level\": 3}, "
                    + "\"options\": {\"aspect_ratio\": \"1:1\", \"layers\": [1, null], \"nothing\": null}}"));
  }

  @Test
  void unset_properties_are_not_sent() {
    assertThat(json(builder.build())).isEqualTo("{\"template_id\":\"vim_brand_new\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"template_id", "options", "title", "image_urls"})
  void a_property_with_its_own_method_is_rejected(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.property(name, "x"))
        .withMessageContaining(name);
  }

  @Test
  void an_explicit_null_can_be_sent_for_any_property() {
    assertThat(json(builder.property("title", null).property("brand_new", null).build()))
        .isEqualTo("{\"template_id\":\"vim_brand_new\",\"title\":null,\"brand_new\":null}");
  }

  @Test
  void options_that_are_null_are_accepted_and_other_values_than_an_object_are_not() {
    assertThat(TemplateRequest.fromJson("{\"template_id\":\"vim_brand_new\",\"options\":null}"))
        .isEqualTo(builder.build());
    for (String invalid : new String[] {"[1]", "\"x\"", "1"}) {
      String json = "{\"template_id\":\"vim_brand_new\",\"options\":" + invalid + "}";
      assertThatIllegalArgumentException().isThrownBy(() -> TemplateRequest.fromJson(json));
    }
  }

  @Test
  void requests_with_the_same_content_are_equal() {
    TemplateRequest request = builder.title("t").option("a", 1).build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().option("b", 2).build()).isNotEqualTo(request);
    assertThat(request.options()).containsOnlyKeys("a");
    assertThat(request.toString()).contains("vim_brand_new", "title=t", "a=1");
  }
}
