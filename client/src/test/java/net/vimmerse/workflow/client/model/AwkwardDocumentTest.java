package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.Gson;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The templates of the generator, on a document that has what the Workflow API does not have today.
 */
class AwkwardDocumentTest {
  private static final Gson GSON = new Gson();

  private static AwkwardRequest.Builder minimal() {
    return AwkwardRequest.builder().name("n").note(null).addSize(1);
  }

  @Test
  void a_required_field_is_insisted_on_with_the_remedy() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AwkwardRequest.builder().note("n").addSize(1).build())
        .withMessage("AwkwardRequest needs name: call name(...) before build()");
    assertThatIllegalStateException()
        .isThrownBy(() -> AwkwardRequest.builder().name("n").note("n").build())
        .withMessageContaining("sizes(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> AwkwardClosed.builder().build())
        .withMessageContaining("size(...)");
  }

  @Test
  void a_required_field_may_be_null_where_null_is_a_value() {
    assertThat(GSON.toJson(minimal().build()))
        .isEqualTo("{\"kind\":\"awkward\",\"name\":\"n\",\"note\":null,\"sizes\":[1]}");
  }

  @Test
  void a_reader_does_not_insist() {
    assertThat(GSON.fromJson("{}", AwkwardRequest.class).name()).isNull();
  }

  @Test
  void an_inline_enum_is_open_too() {
    AwkwardRequest request = minimal().mode(AwkwardRequest.ModeEnum.SLOW).level(2).build();
    assertThat(GSON.fromJson(GSON.toJson(request), AwkwardRequest.class).mode())
        .isSameAs(AwkwardRequest.ModeEnum.SLOW);
  }

  @Test
  void a_value_named_unknown_is_a_constant_like_any_other() {
    assertThat(AwkwardMood.of("unknown")).isSameAs(AwkwardMood.UNKNOWN);
    assertThat(AwkwardMood.UNKNOWN.known()).isEqualTo(AwkwardMood.Known.UNKNOWN);
  }

  @Test
  void names_that_the_generated_code_uses_itself_do_no_harm() {
    AwkwardRequest request =
        minimal()
            .description("1")
            .field("2")
            .in("3")
            .model("4")
            .other("5")
            .out("6")
            .propertyClass("7")
            .build();
    AwkwardRequest back = GSON.fromJson(GSON.toJson(request), AwkwardRequest.class);
    assertThat(back).isEqualTo(request);
    assertThat(back.toString()).contains("description=1", "model=4", "propertyClass=7");
  }

  @Test
  void every_type_survives_a_round_trip() {
    OffsetDateTime moment = OffsetDateTime.parse("2025-04-11T18:33:59Z");
    AwkwardRequest request =
        minimal()
            .addMood(AwkwardMood.CALM)
            .addMood(AwkwardMood.of("wild"))
            .addMoment(moment)
            .putMomentByName("now", moment)
            .putListsByName("a", List.of("b"))
            .price(new BigDecimal("0.10"))
            .day(LocalDate.of(2025, 4, 11))
            .key(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))
            .link(URI.create("https://example.com"))
            .same(minimal().build())
            .build();
    assertThat(GSON.fromJson(GSON.toJson(request), AwkwardRequest.class)).isEqualTo(request);
  }

  @Test
  void any_interface_is_written_as_what_its_object_is() {
    AwkwardShape circle = AwkwardCircle.builder().radius(0.5).build();
    assertThat(circle.shapeKind()).isEqualTo("circle");
    assertThat(GSON.toJson(circle, AwkwardShape.class))
        .isEqualTo("{\"shape_kind\":\"circle\",\"radius\":0.5}");
  }
}
