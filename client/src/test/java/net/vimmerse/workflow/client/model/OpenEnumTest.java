package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.Gson;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenEnumTest {
  @Test
  void constants_have_the_names_in_the_document() {
    assertThat(AspectRatio.PORTRAIT_9_16.value()).isEqualTo("9:16");
    assertThat(VisibilityStatus.PUBLIC.value()).isEqualTo("2");
    assertThat(Appearance.SOLID_3D.value()).isEqualTo("3D");
  }

  @Test
  void a_known_value_is_its_constant() {
    assertThat(AspectRatio.of("9:16")).isSameAs(AspectRatio.PORTRAIT_9_16);
    assertThat(AspectRatio.constants()).allMatch(ratio -> AspectRatio.of(ratio.value()) == ratio);
  }

  @Test
  void a_switch_distinguishes_known_and_unknown_values() {
    assertThat(describe(ProcessingStatus.FAIL)).isEqualTo("ended");
    assertThat(describe(ProcessingStatus.of("queue_bullet"))).isEqualTo("queue_bullet?");
  }

  private static String describe(ProcessingStatus status) {
    switch (status.known()) {
      case SUCCESS:
      case FAIL:
        return "ended";
      case UNKNOWN:
        return status.value() + "?";
      default:
        return "running";
    }
  }

  @Test
  void an_unknown_value_is_the_same_object_while_it_is_in_use() {
    Voice zoe = Voice.of("Zoe");
    assertThat(Voice.of(String.join("", "Zo", "e"))).isSameAs(zoe);
    assertThat(Voice.of("zoe")).isNotEqualTo(zoe);
    assertThat(zoe).hasToString("Zoe");
  }

  @Test
  void an_unknown_value_is_written_as_read() {
    Gson gson = new Gson();
    assertThat(gson.toJson(gson.fromJson("\"7:5 ü\"", AspectRatio.class))).isEqualTo("\"7:5 ü\"");
  }

  @Test
  @Timeout(60)
  void an_unused_unknown_value_is_garbage_collected() {
    WeakReference<MotionType> value =
        new WeakReference<>(MotionType.of(String.join("-", "engine", "1")));
    // Not a number of times: a collection is skipped while another thread is in native code.
    while (value.get() != null) {
      System.gc();
    }
  }

  @Test
  void null_is_read_and_written_as_null() {
    assertThatNullPointerException().isThrownBy(() -> Voice.of(null));
    assertThat(new Gson().fromJson("null", Voice.class)).isNull();
    assertThat(new Gson().toJson(null, Voice.class)).isEqualTo("null");
  }
}
