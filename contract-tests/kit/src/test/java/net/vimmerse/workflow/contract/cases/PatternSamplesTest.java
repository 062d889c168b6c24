package net.vimmerse.workflow.contract.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSamplesTest {

  @Test
  void optional_parts_occur_and_are_omitted() {
    assertThat(PatternSamples.matching("^https?://")).containsExactly("https://", "http://");
  }

  @Test
  void each_alternative_and_each_character_of_a_class_occurs() {
    assertThat(PatternSamples.matching("^(ab|c)[x-z]$")).containsExactly("abx", "cx", "abz");
  }

  @Test
  void each_quantifier_occurs_at_its_lower_and_upper_bound() {
    assertThat(PatternSamples.matching("^a{2,4}b*$"))
        .containsExactly("aab", "aaaab", "aa", "aabbb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^https?://",
        "^\\d{4}-\\d{2}[ T](\\.\\d{1,9})?(Z|[+-]\\d{2}:?\\d{2})?$",
        "^[^/]+\\.(png|jpe?g)$"
      })
  void matching_samples_match_and_mismatches_do_not(String pattern) {
    assertThat(PatternSamples.matching(pattern))
        .isNotEmpty()
        .allMatch(it -> Pattern.compile(pattern).matcher(it).find());
    assertThat(PatternSamples.mismatches(pattern))
        .isNotEmpty()
        .noneMatch(it -> Pattern.compile(pattern).matcher(it).find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\p{L}+", "(?=a)b", "a\\b"})
  void an_unsupported_pattern_is_named(String pattern) {
    assertThatThrownBy(() -> PatternSamples.matching(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot generate a text");
  }
}
