package net.vimmerse.workflow.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AspectRatioTest {
  @ParameterizedTest
  @CsvSource({
    "16:9, 1280, 720",
    "9:16, 720, 1280",
    "1:1, 1280, 1280",
    "4:3, 1280, 960",
    "3:4, 960, 1280",
    "21:9, 1280, 548",
    "3:2, 1280, 854",
    "2.39:1, 1280, 536",
    "' 4 : 5 ', 1024, 1280",
    "1920:1080, 1280, 720",
    "10:1, 1280, 128",
  })
  void every_ratio_gives_even_pixel_sizes(String text, int width, int height) {
    AspectRatio ratio = AspectRatio.parse(text);
    assertThat(ratio.pixelWidth(1280)).isEqualTo(width);
    assertThat(ratio.pixelHeight(1280)).isEqualTo(height);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Origin",
        "16x9",
        "16:",
        ":9",
        "0:0",
        "0:9",
        "16:0",
        "-16:9",
        "16:9:1",
        "1e3:1",
        "11:1",
        "1:11",
        "99999999999:1",
        "NaN:1",
        "１６:９",
        "square"
      })
  void unusable_ratios_fall_back_to_16_to_9(String text) {
    assertThat(AspectRatio.parse(text)).isEqualTo(new AspectRatio(16, 9));
  }

  @Test
  void portrait_and_landscape_are_equally_distant_from_square() {
    AspectRatio square = new AspectRatio(1, 1);
    assertThat(square.distanceTo(new AspectRatio(2, 1)))
        .isCloseTo(square.distanceTo(new AspectRatio(1, 2)), within(1e-12));
    assertThat(square.distanceTo(new AspectRatio(5, 5))).isZero();
  }
}
