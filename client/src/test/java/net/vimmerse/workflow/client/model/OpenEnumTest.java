package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.Gson;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class OpenEnumTest {
  @Test
  void constants_have_the_names_that_the_document_gives_them() {
    assertThat(AspectRatio.PORTRAIT_9_16.value()).isEqualTo("9:16");
    assertThat(VisibilityStatus.PUBLIC.value()).isEqualTo("2");
    assertThat(Appearance.SOLID_3D.value()).isEqualTo("3D");
  }

  @Test
  void a_known_value_is_always_the_same_object() {
    assertThat(AspectRatio.of("9:16")).isSameAs(AspectRatio.PORTRAIT_9_16);
    assertThat(AspectRatio.constants()).allMatch(ratio -> AspectRatio.of(ratio.value()) == ratio);
  }

  @Test
  void a_switch_can_tell_the_known_values_from_the_unknown() {
    assertThat(describe(ProcessingStatus.FAIL)).isEqualTo("over");
    assertThat(describe(ProcessingStatus.of("queue_bullet"))).isEqualTo("queue_bullet?");
  }

  private static String describe(ProcessingStatus status) {
    switch (status.known()) {
      case SUCCESS:
      case FAIL:
        return "over";
      case UNKNOWN:
        return status.value() + "?";
      default:
        return "going on";
    }
  }

  @Test
  void an_unknown_value_is_the_same_object_as_long_as_it_is_in_use() {
    Voice zoe = Voice.of("Zoe");
    assertThat(Voice.of(String.join("", "Zo", "e"))).isSameAs(zoe);
    assertThat(Voice.of("zoe")).isNotEqualTo(zoe);
    assertThat(zoe).hasToString("Zoe");
  }

  @Test
  void an_unknown_value_survives_a_round_trip() {
    Gson gson = new Gson();
    assertThat(gson.toJson(gson.fromJson("\"7:5 ü\"", AspectRatio.class))).isEqualTo("\"7:5 ü\"");
  }

  @Test
  void an_unknown_value_that_is_out_of_use_is_forgotten() {
    WeakReference<MotionType> value =
        new WeakReference<>(MotionType.of(String.join("-", "engine", "1")));
    for (int i = 0; i < 100 && value.get() != null; i++) {
      System.gc();
    }
    assertThat(value.get()).isNull();
  }

  @Test
  void no_value_is_no_value() {
    assertThatNullPointerException().isThrownBy(() -> Voice.of(null));
    assertThat(new Gson().fromJson("null", Voice.class)).isNull();
    assertThat(new Gson().toJson(null, Voice.class)).isEqualTo("null");
  }
}
