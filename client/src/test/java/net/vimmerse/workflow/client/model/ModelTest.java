package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final Gson GSON = new Gson();

  private static Workflow read(String json) {
    return GSON.fromJson(json, Workflow.class);
  }

  @Test
  void a_workflow_is_read_with_its_types() {
    Workflow workflow =
        read(
            "{\"id\": \"w-1\", \"processing_status\": \"success\", \"progress_percentage\": 100, "
                + "\"visibility_status\": \"2\", \"rating\": null, "
                + "\"completions\": [{\"flow\": \"upscale\", \"result\": [{\"content_type\": \"image/png\", \"url\": \"u\"}]}], "
                + "\"result\": [{\"content_type\": \"video/mp4\", \"url\": \"https://example.com/v.mp4\"}], "
                + "\"created_at\": \"2025-04-11 18:33:59.780864+00:00\"}");
    assertThat(workflow.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(workflow.visibilityStatus()).isSameAs(VisibilityStatus.PUBLIC);
    assertThat(workflow.completions().get(0).flow()).isSameAs(Flow.UPSCALE);
    assertThat(workflow.result().get(0).contentType()).isEqualTo("video/mp4");
    assertThat(workflow.result().get(0).url()).isEqualTo("https://example.com/v.mp4");
    assertThat(workflow.createdAt()).isEqualTo("2025-04-11T18:33:59.780864Z");
  }

  @Test
  void required_properties_may_be_missing_or_null_when_reading() {
    assertThat(read("{}").id()).isNull();
    assertThat(read("{}").result()).isEmpty();
    assertThat(read("{}").options()).isEmpty();
    assertThat(read("{\"result\": null, \"options\": null, \"id\": null}").result()).isEmpty();
    assertThat(read("{\"result\": [null]}").result()).isEmpty();
  }

  @Test
  void unknown_properties_are_kept_and_written() {
    String json = "{\"id\":\"w-1\",\"eta\":{\"seconds\":[12,null],\"by\":null},\"shade\":null}";
    Workflow workflow = read(json);
    assertThat(workflow.additionalProperties()).containsOnlyKeys("eta", "shade");
    assertThat(workflow.additionalProperties().get("eta"))
        .hasToString("{seconds=[12, null], by=null}");
    assertThat(GSON.toJson(workflow)).isEqualTo(json);
  }

  @Test
  void unknown_enum_values_are_kept_and_written() {
    String json = "{\"visibility_status\":\"9\",\"processing_status\":\"queue_bullet\"}";
    Workflow workflow = read(json);
    assertThat(workflow.processingStatus()).isEqualTo(ProcessingStatus.of("queue_bullet"));
    assertThat(GSON.toJson(workflow)).isEqualTo(json);
  }

  @Test
  void free_form_numbers_are_exact() {
    Map<String, Object> options =
        read("{\"options\": {\"a\": 1, \"b\": 1.5, \"c\": 9223372036854775808, \"d\": 0.12345678901234567890, "
                + "\"e\": -7, \"f\": 1e400, \"g\": 1.0}}")
            .options();
    assertThat(options)
        .containsEntry("a", 1L)
        .containsEntry("b", 1.5)
        .containsEntry("c", new BigInteger("9223372036854775808"))
        .containsEntry("d", new BigDecimal("0.12345678901234567890"))
        .containsEntry("e", -7L)
        .containsEntry("f", new BigDecimal("1e400"))
        .containsEntry("g", 1.0);
  }

  @Test
  void builders_and_models_do_not_share_lists() {
    List<String> urls = new ArrayList<>(List.of("a"));
    VimAstronautRequest.Builder builder = VimAstronautRequest.builder().imageUrls(urls);
    urls.add("b");
    VimAstronautRequest first = builder.build();
    VimAstronautRequest second = builder.addImageUrl("c").build();
    assertThat(first.imageUrls()).containsExactly("a");
    assertThat(second.imageUrls()).containsExactly("a", "c");
    assertThat(first.toBuilder().addImageUrl("d").build().imageUrls()).containsExactly("a", "d");
    assertThat(first.imageUrls()).containsExactly("a");
  }

  @Test
  void free_form_values_are_copied_deeply() {
    List<Object> inner = new ArrayList<>(List.of("a"));
    Map<String, Object> options = new HashMap<>(Map.of("list", inner));
    Workflow workflow = Workflow.builder().options(options).build();
    inner.add("b");
    options.clear();
    assertThat(workflow.options()).isEqualTo(Map.of("list", List.of("a")));
    List<?> copy = (List<?>) workflow.options().get("list");
    assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_list_that_contains_null_is_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> VimAstronautRequest.builder().imageUrls(Arrays.asList("a", null)))
        .withMessageContaining("imageUrls contains null");
  }

  @Test
  void an_empty_list_is_sent_and_an_unset_one_is_not() {
    assertThat(GSON.toJson(VimAstronautRequest.builder().imageUrls(List.of()).build()))
        .contains("\"image_urls\":[]");
    assertThat(GSON.toJson(VimAstronautRequest.builder().imageUrls(null).build()))
        .doesNotContain("image_urls");
  }

  @Test
  void null_is_sent_only_for_a_nullable_property() {
    assertThat(GSON.toJson(UpdateWorkflowRequest.builder().deliveredAt(null).build()))
        .isEqualTo("{\"delivered_at\":null}");
    assertThat(GSON.toJson(UpdateWorkflowRequest.builder().title(null).build())).isEqualTo("{}");
  }

  @Test
  void an_explicit_null_can_be_set_for_any_property_and_undone() {
    UpdateWorkflowRequest.Builder builder =
        UpdateWorkflowRequest.builder()
            .title("t")
            .explicitNull("title")
            .explicitNull("delivered_at")
            .explicitNull("brand_new");
    assertThat(GSON.toJson(builder.build()))
        .isEqualTo("{\"delivered_at\":null,\"title\":null,\"brand_new\":null}");
    assertThat(builder.build().toBuilder().build()).isEqualTo(builder.build());
    assertThat(builder.build())
        .hasToString("UpdateWorkflowRequest{deliveredAt=null, title=null, brand_new=null}");
    assertThat(GSON.toJson(builder.title("u").build()))
        .isEqualTo("{\"title\":\"u\",\"delivered_at\":null,\"brand_new\":null}");
    VimAstronautRequest.Builder urls =
        VimAstronautRequest.builder().explicitNull("image_urls").addImageUrl("a");
    assertThat(GSON.toJson(urls.build()))
        .isEqualTo("{\"image_urls\":[\"a\"],\"template_id\":\"vim_astronaut\"}");
    assertThatIllegalArgumentException().isThrownBy(() -> urls.explicitNull("template_id"));
  }

  @Test
  void an_additional_property_is_sent() {
    VideoOptions options = VideoOptions.builder().putAdditionalProperty("shine", 3).build();
    assertThat(GSON.toJson(options)).isEqualTo("{\"shine\":3}");
  }

  @Test
  void a_known_property_is_rejected_as_an_additional_property() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VideoOptions.builder().putAdditionalProperty("aspect_ratio", "1:1"))
        .withMessageContaining("aspect_ratio")
        .withMessageContaining("call that instead");
  }

  @Test
  void to_string_lists_the_properties_that_are_set() {
    assertThat(VimAstronautRequest.builder().title("Launch").build())
        .hasToString("VimAstronautRequest{title=Launch, templateId=vim_astronaut}");
  }

  @Test
  void the_location_of_a_validation_error_has_strings_and_longs() {
    ValidationError error =
        GSON.fromJson("{\"loc\": [\"body\", 17], \"msg\": \"m\"}", ValidationError.class);
    assertThat(error.loc()).containsExactly("body", 17L);
  }

  @Test
  void a_numeric_or_boolean_enum_value_is_read_as_a_string() {
    assertThat(read("{\"visibility_status\": 1}").visibilityStatus())
        .isSameAs(VisibilityStatus.UNLISTED);
    assertThat(read("{\"visibility_status\": true}").visibilityStatus().value()).isEqualTo("true");
  }
}
