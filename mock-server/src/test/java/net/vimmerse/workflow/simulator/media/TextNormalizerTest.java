package net.vimmerse.workflow.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextNormalizerTest {
  @Test
  void accents_are_removed() {
    assertThat(TextNormalizer.of("Crème brûlée à Łódź")).isEqualTo("Creme brulee a Łodz");
  }

  @Test
  void compatibility_forms_are_decomposed() {
    assertThat(TextNormalizer.of("ﬁne Ａ² …")).isEqualTo("fine A2 ...");
  }

  @Test
  void control_characters_and_whitespace_become_one_blank() {
    assertThat(TextNormalizer.of("\t a\r\n\u0000b\u00A0\u2003c\u2028 ")).isEqualTo("a b c");
  }

  @Test
  void invisible_characters_are_removed() {
    assertThat(TextNormalizer.of("\u202Ea\u200Db\uFE0F\u2069")).isEqualTo("ab");
  }

  @Test
  void hangul_syllables_stay_one_character() {
    assertThat(TextNormalizer.of("한국")).hasSize(2);
  }
}
