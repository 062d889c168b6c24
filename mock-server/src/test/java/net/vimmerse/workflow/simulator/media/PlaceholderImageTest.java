package net.vimmerse.workflow.simulator.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderImageTest {
  @ParameterizedTest
  @CsvSource({
    "16:9, 1.7777",
    "9:16, 0.5625",
    "1:1, 1",
    "4:3, 1.3333",
    "3:4, 0.75",
    "21:9, 2.3333",
    "3:2, 1.5",
    "1:10, 0.1",
    "Origin, 1.7777",
    "nonsense, 1.7777",
    ", 1.7777",
  })
  void the_picture_has_the_requested_aspect_ratio(String asked, double value) throws IOException {
    BufferedImage image = decoded(pictureOf(asked, "Launch"));
    assertThat(Math.max(image.getWidth(), image.getHeight())).isEqualTo(1280);
    assertThat((double) image.getWidth() / image.getHeight()).isCloseTo(value, within(0.005));
  }

  @Test
  void the_picture_is_rgb_with_8_bits_per_channel() throws IOException {
    BufferedImage image = decoded(pictureOf("16:9", "Launch"));
    assertThat(image.getColorModel().getNumComponents()).isEqualTo(3);
    assertThat(image.getColorModel().getComponentSize()).containsOnly(8);
    assertThat(image.getColorModel().hasAlpha()).isFalse();
  }

  @Test
  void equal_descriptions_give_equal_bytes() {
    assertThat(PlaceholderImage.draw(pictureOf("16:9", "Launch")))
        .isEqualTo(PlaceholderImage.draw(pictureOf("16:9", "Launch")));
  }

  @Test
  void every_property_changes_the_picture() {
    MediaDescription base =
        new MediaDescription("Astronaut", "upscale", "16:9", "Launch", "wf_1", "vim_astronaut");
    assertThat(
            Set.of(
                key(base),
                key(
                    new MediaDescription(
                        "Bubbles", "upscale", "16:9", "Launch", "wf_1", "vim_astronaut")),
                key(
                    new MediaDescription(
                        "Astronaut", "crop", "16:9", "Launch", "wf_1", "vim_astronaut")),
                key(
                    new MediaDescription(
                        "Astronaut", "upscale", "Origin", "Launch", "wf_1", "vim_astronaut")),
                key(
                    new MediaDescription(
                        "Astronaut", "upscale", "16:9", "Landing", "wf_1", "vim_astronaut")),
                key(
                    new MediaDescription(
                        "Astronaut", "upscale", "16:9", "Launch", "wf_2", "vim_astronaut")),
                key(
                    new MediaDescription(
                        "Astronaut", "upscale", "16:9", "Launch", "wf_1", "vim_bubbles"))))
        .hasSize(7);
  }

  @Test
  void similar_seeds_give_different_colours() {
    Set<Integer> skies = new HashSet<>();
    for (char c = 'a'; c <= 'z'; c++) {
      skies.add(Palette.of("vim_" + c).sky(0));
    }
    assertThat(skies).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("net.vimmerse.workflow.simulator.media.HostileText#all")
  void any_text_can_be_drawn(String text) throws IOException {
    MediaDescription picture = new MediaDescription(text, text, text, text, text, text);
    assertThat(decoded(picture).getWidth()).isEqualTo(1280);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16:9", "9:16", "1:1", "21:9", "10:1", "1:10"})
  void text_stays_within_the_margins(String asked) throws IOException {
    String endless = "W".repeat(10_000);
    BufferedImage empty = decoded(new MediaDescription("", "", asked, "", "", "seed"));
    BufferedImage full =
        decoded(new MediaDescription(endless, endless, asked, endless, endless, "seed"));
    int margin = Math.min(full.getWidth(), full.getHeight()) / 20;
    for (int y = 0; y < full.getHeight(); y++) {
      for (int x = 0; x < full.getWidth(); x++) {
        boolean inside =
            x >= margin
                && x < full.getWidth() - margin
                && y >= margin
                && y < full.getHeight() - margin;
        if (!inside && full.getRGB(x, y) != empty.getRGB(x, y)) {
          throw new AssertionError("stroke in the margin at " + x + "," + y);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"16:9", "1:1", "9:16"})
  void the_file_is_small(String asked) {
    assertThat(PlaceholderImage.draw(pictureOf(asked, "Launch")).length).isLessThan(160_000);
  }

  @Test
  void drawing_does_not_require_the_desktop_module() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-cp",
                location(PlaceholderImage.class) + File.pathSeparator + location(Draw.class),
                Draw.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(java.getInputStream().readAllBytes(), UTF_8);
      assertThat(java.waitFor(60, SECONDS)).isTrue();
      assertThat(output.strip()).isEqualTo("drawn without java.desktop");
      assertThat(java.exitValue()).isZero();
    } finally {
      java.destroyForcibly();
    }
  }

  /** Runs in its own JVM. */
  static final class Draw {
    private Draw() {}

    public static void main(String[] args) {
      PlaceholderImage.draw(pictureOf("16:9", "Crème 日本 🚀"));
      boolean desktop = ModuleLayer.boot().findModule("java.desktop").isPresent();
      System.out.println(desktop ? "the desktop was there" : "drawn without java.desktop");
    }
  }

  private static MediaDescription pictureOf(String aspectRatio, String title) {
    return new MediaDescription(
        "Astronaut", "image_to_image", aspectRatio, title, "wf_1", "vim_astronaut");
  }

  private static String key(MediaDescription picture) {
    return Arrays.toString(PlaceholderImage.draw(picture));
  }

  private static BufferedImage decoded(MediaDescription picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(PlaceholderImage.draw(picture)));
  }

  private static String location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
