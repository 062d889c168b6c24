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

/** Tests the generator's templates with features that the Workflow API does not use yet. */
class GeneratorEdgeCasesTest {
  private static final Gson GSON = new Gson();

  private static EdgeCaseRequest.Builder minimal() {
    return EdgeCaseRequest.builder().name("n").note(null).addSize(1);
  }

  @Test
  void a_missing_required_property_is_reported_with_its_setter() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EdgeCaseRequest.builder().note("n").addSize(1).build())
        .withMessage("EdgeCaseRequest requires name: call name(...) before build()");
    assertThatIllegalStateException()
        .isThrownBy(() -> EdgeCaseRequest.builder().name("n").note("n").build())
        .withMessageContaining("sizes(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> EdgeCaseClosed.builder().build())
        .withMessageContaining("size(...)");
  }

  @Test
  void a_required_nullable_property_may_be_null() {
    assertThat(GSON.toJson(minimal().build()))
        .isEqualTo("{\"kind\":\"edge-case\",\"name\":\"n\",\"note\":null,\"sizes\":[1]}");
  }

  @Test
  void a_missing_required_property_is_accepted_when_reading() {
    assertThat(GSON.fromJson("{}", EdgeCaseRequest.class).name()).isNull();
  }

  @Test
  void an_inline_enum_is_open() {
    EdgeCaseRequest request = minimal().mode(EdgeCaseRequest.ModeEnum.SLOW).level(2).build();
    assertThat(GSON.fromJson(GSON.toJson(request), EdgeCaseRequest.class).mode())
        .isSameAs(EdgeCaseRequest.ModeEnum.SLOW);
  }

  @Test
  void an_enum_value_named_unknown_is_a_normal_constant() {
    assertThat(EdgeCaseMood.of("unknown")).isSameAs(EdgeCaseMood.UNKNOWN);
    assertThat(EdgeCaseMood.UNKNOWN.known()).isEqualTo(EdgeCaseMood.Known.UNKNOWN);
  }

  @Test
  void property_names_may_equal_names_in_the_generated_code() {
    EdgeCaseRequest request =
        minimal()
            .description("1")
            .field("2")
            .in("3")
            .model("4")
            .other("5")
            .out("6")
            .text("8")
            .propertyClass("7")
            .build();
    EdgeCaseRequest read = GSON.fromJson(GSON.toJson(request), EdgeCaseRequest.class);
    assertThat(read).isEqualTo(request);
    assertThat(read.toString()).contains("description=1", "model=4", "propertyClass=7");
  }

  @Test
  void every_type_is_read_back_as_written() {
    OffsetDateTime moment = OffsetDateTime.parse("2025-04-11T18:33:59Z");
    EdgeCaseRequest request =
        minimal()
            .addMood(EdgeCaseMood.CALM)
            .addMood(EdgeCaseMood.of("wild"))
            .addMoment(moment)
            .putMomentByName("now", moment)
            .putListsByName("a", List.of("b"))
            .price(new BigDecimal("0.10"))
            .day(LocalDate.of(2025, 4, 11))
            .key(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))
            .link(URI.create("https://example.com"))
            .same(minimal().build())
            .build();
    assertThat(GSON.fromJson(GSON.toJson(request), EdgeCaseRequest.class)).isEqualTo(request);
  }

  @Test
  void an_interface_is_written_by_the_class_of_the_object() {
    EdgeCaseShape circle = EdgeCaseCircle.builder().radius(0.5).build();
    assertThat(circle.shapeKind()).isEqualTo("circle");
    assertThat(GSON.toJson(circle, EdgeCaseShape.class))
        .isEqualTo("{\"shape_kind\":\"circle\",\"radius\":0.5}");
  }
}
