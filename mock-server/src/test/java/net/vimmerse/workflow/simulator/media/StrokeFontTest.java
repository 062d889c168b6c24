package net.vimmerse.workflow.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrokeFontTest {
  private final StrokeFont font = StrokeFont.bundled();

  @Test
  void every_printable_ascii_character_has_a_glyph() {
    assertThat(IntStream.rangeClosed(' ', '~').filter(c -> !font.has(c)))
        .as("characters without a glyph")
        .isEmpty();
  }

  @Test
  void only_the_blank_has_no_strokes() {
    assertThat(IntStream.rangeClosed(' ', '~').filter(c -> font.glyph(c).strokes().isEmpty()))
        .containsExactly((int) ' ');
  }

  @Test
  void no_two_ascii_characters_look_the_same() {
    assertThat(IntStream.rangeClosed(' ', '~').mapToObj(c -> points(font.glyph(c))))
        .doesNotHaveDuplicates();
  }

  @Test
  void glyphs_stay_within_their_box() {
    for (int c = '!'; c <= '~'; c++) {
      Glyph glyph = font.glyph(c);
      for (Polyline stroke : glyph.strokes()) {
        for (int i = 0; i < stroke.size(); i++) {
          // Only the tail of j reaches under its neighbour.
          double overhang = c == 'j' ? 2.4 : 0.8;
          assertThat(stroke.x(i)).as("x of %c", c).isBetween(-overhang, glyph.width() + overhang);
          assertThat(stroke.y(i)).as("y of %c", c).isBetween(-4.0, 16.0);
        }
      }
    }
  }

  @Test
  void unknown_characters_are_drawn_as_a_box() {
    assertThat(font.has(0x1F680)).isFalse();
    assertThat(font.glyph(0x1F680)).isSameAs(font.glyph('字'));
    assertThat(font.glyph(0x1F680).strokes()).isNotEmpty();
  }

  @Test
  void malformed_lines_are_named() {
    assertThatThrownBy(() -> StrokeFont.parse(List.of("missing 9 0,0", "A 9 0,x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a glyph: A 9 0,x");
    assertThatThrownBy(() -> StrokeFont.parse(List.of("A"))).hasMessage("not a glyph: A");
    assertThatThrownBy(() -> StrokeFont.parse(List.of("A 9 0,0")))
        .hasMessage("no glyph named missing");
  }

  @Test
  void adjacent_rounded_corners_share_the_side_between_them() {
    StrokeFont parsed = StrokeFont.parse(List.of("missing 4 0,0 4,0~9 4,4~3 0,4"));
    Polyline stroke = parsed.glyph('?').strokes().get(0);
    for (int i = 0; i < stroke.size(); i++) {
      assertThat(stroke.x(i)).isBetween(0.0, 4.0);
      assertThat(stroke.y(i)).isBetween(0.0, 4.0);
      if (i > 0) {
        assertThat(stroke.y(i)).isGreaterThanOrEqualTo(stroke.y(i - 1));
      }
    }
  }

  private static List<String> points(Glyph glyph) {
    return glyph.strokes().stream()
        .flatMap(
            stroke ->
                IntStream.range(0, stroke.size()).mapToObj(i -> stroke.x(i) + "," + stroke.y(i)))
        .toList();
  }
}
