package net.vimmerse.workflow.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.vimmerse.workflow.simulator.media.TextLine.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextLineTest {
  private static final Style STYLE = new Style(40, 20, 2);
  private final StrokeFont font = StrokeFont.bundled();

  @Test
  void short_text_is_set_at_full_size() {
    assertThat(fit("Hi", 500).size()).isEqualTo(40);
  }

  @Test
  void longer_text_shrinks_to_fit() {
    TextLine line = fit("Sketch to Fashion Show", 500);
    assertThat(line.size()).isBetween(20.0, 39.9);
    assertThat(line.width()).isCloseTo(500, within(0.001));
  }

  @Test
  void text_that_does_not_fit_ends_with_an_ellipsis() {
    TextLine line = fit("word ".repeat(1000), 300);
    assertThat(line.size()).isEqualTo(20);
    assertThat(line.width()).isBetween(250.0, 300.0);
    assertThat(line.toString()).startsWith("word word").endsWith("…");
  }

  @Test
  void text_is_cut_as_late_as_possible() {
    double whole = fit("abcdefgh", 1000).width() / 2;
    assertThat(fit("abcdefgh", whole + 0.001)).hasToString("abcdefgh");
    assertThat(fit("abcdefgh", whole - 0.001)).hasToString("abcdef…");
  }

  @Test
  void an_ellipsis_never_follows_a_blank() {
    for (double width = 30; width < 160; width++) {
      assertThat(fit("aa bb cc dd ee", width).toString()).doesNotContain(" …");
    }
  }

  @Test
  void empty_text_or_no_room_gives_an_empty_line() {
    assertThat(fit("", 500).at(0, 0)).isEmpty();
    assertThat(fit("", 500).width()).isZero();
    assertThat(fit("text", 3).at(0, 0)).isEmpty();
  }

  @Test
  void strokes_stay_within_the_width() {
    TextLine line = fit("HAMBURG", 300);
    double pen = line.pen() / 2;
    for (Polyline stroke : line.at(100, 50)) {
      for (int i = 0; i < stroke.size(); i++) {
        assertThat(stroke.x(i)).isBetween(100 + pen - 1e-9, 100 + line.width() - pen + 1e-9);
      }
    }
  }

  @Test
  void text_is_broken_into_two_lines_if_that_enlarges_it() {
    List<TextLine> lines = TextLine.fitLines(font, "360 @ NYC Times Square", STYLE, 300);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).size()).isEqualTo(lines.get(1).size()).isGreaterThan(25);
    assertThat(lines).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(300.001));
    assertThat(lines).map(TextLine::toString).containsExactly("360 @ NYC", "Times Square");
    assertThat(TextLine.fitLines(font, "Times Square", STYLE, 1000)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("net.vimmerse.workflow.simulator.media.HostileText#all")
  void no_text_exceeds_its_width(String text) {
    for (double width : new double[] {1, 50, 333, 1200}) {
      assertThat(fit(text, width).width()).isLessThanOrEqualTo(width + 0.001);
    }
  }

  private TextLine fit(String text, double width) {
    return TextLine.fit(font, text, STYLE, width);
  }
}
