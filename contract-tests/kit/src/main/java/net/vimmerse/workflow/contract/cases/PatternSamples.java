package net.vimmerse.workflow.contract.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes texts that match a schema's {@code pattern}, and texts that just fail to match.
 *
 * <p>Supports the subset of ECMA-262 regular expressions that schemas use: literals, escapes,
 * character classes, groups, alternatives, quantifiers and anchors at either end.
 */
final class PatternSamples {
  private static final int MAX_REPEATS = 3;
  private static final int MAX_MISMATCHES = 12;

  private final String pattern;
  private final Pattern compiled;
  private int at;

  private PatternSamples(String pattern) {
    this.pattern = pattern;
    this.compiled = Pattern.compile(pattern);
  }

  /**
   * Returns matching texts that cover each alternative, and the lower and upper bound of each
   * quantifier.
   *
   * @throws IllegalArgumentException when the pattern uses something that is not supported
   */
  static List<String> matching(String pattern) {
    PatternSamples reader = new PatternSamples(pattern);
    Set<String> matching = new LinkedHashSet<>();
    for (String text : reader.alternatives()) {
      if (reader.compiled.matcher(text).find()) {
        matching.add(text);
      }
    }
    if (reader.at < pattern.length() || matching.isEmpty()) {
      throw new IllegalArgumentException("Cannot generate a text for the pattern " + pattern);
    }
    return List.copyOf(matching);
  }

  /** Returns texts that differ from a match by one character, or are empty. */
  static List<String> mismatches(String pattern) {
    PatternSamples reader = new PatternSamples(pattern);
    Set<String> mismatches = new LinkedHashSet<>();
    for (String text : matching(pattern)) {
      for (int i = 0; i < text.length(); i++) {
        reader.keep(mismatches, text.substring(0, i) + text.substring(i + 1));
        reader.keep(mismatches, text.substring(0, i) + '~' + text.substring(i + 1));
      }
      reader.keep(mismatches, '~' + text);
      reader.keep(mismatches, text + '~');
    }
    reader.keep(mismatches, "");
    List<String> all = List.copyOf(mismatches);
    List<String> spread = new ArrayList<>();
    int step = Math.max(1, all.size() / MAX_MISMATCHES);
    for (int i = 0; i < all.size(); i += step) {
      spread.add(all.get(i));
    }
    return spread;
  }

  private void keep(Set<String> mismatches, String text) {
    if (!compiled.matcher(text).find()) {
      mismatches.add(text);
    }
  }

  private List<String> alternatives() {
    List<String> texts = new ArrayList<>(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      texts.addAll(sequence());
    }
    return texts;
  }

  /** Returns the first choice of every part, then one text for each other choice of a part. */
  private List<String> sequence() {
    List<List<String>> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(quantified(atom()));
    }
    List<String> texts = new ArrayList<>(List.of(join(parts, -1, 0)));
    for (int part = 0; part < parts.size(); part++) {
      for (int other = 1; other < parts.get(part).size(); other++) {
        texts.add(join(parts, part, other));
      }
    }
    return texts;
  }

  private static String join(List<List<String>> parts, int special, int choice) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(parts.get(i).get(i == special ? choice : 0));
    }
    return text.toString();
  }

  private List<String> atom() {
    char next = pattern.charAt(at++);
    return switch (next) {
      case '^', '$' -> List.of("");
      case '.' -> List.of("x");
      case '(' -> group();
      case '[' -> set();
      case '\\' -> List.of(escaped(pattern.charAt(at++)));
      default -> List.of(String.valueOf(next));
    };
  }

  private List<String> group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    }
    List<String> texts = alternatives();
    at++;
    return texts;
  }

  /**
   * Returns the characters of a class, of a range its ends; of a negated class, one character that
   * it allows.
   */
  private List<String> set() {
    int start = at - 1;
    boolean excludes = pattern.charAt(at) == '^';
    List<String> characters = new ArrayList<>();
    for (char next = pattern.charAt(at++); next != ']' || characters.isEmpty(); ) {
      boolean betweenEnds = next == '-' && !characters.isEmpty() && pattern.charAt(at) != ']';
      if (!betweenEnds) {
        characters.add(next == '\\' ? escaped(pattern.charAt(at++)) : String.valueOf(next));
      }
      next = pattern.charAt(at++);
    }
    if (!excludes) {
      return characters;
    }
    Pattern whole = Pattern.compile(pattern.substring(start, at));
    return List.of(
        "x1 -"
            .chars()
            .mapToObj(Character::toString)
            .filter(it -> whole.matcher(it).matches())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("Cannot generate a text for the set " + whole)));
  }

  /** Returns a character for an escape. Digits are ones: dates and times made of them exist. */
  private static String escaped(char letter) {
    return switch (letter) {
      case 'd' -> "1";
      case 'w' -> "w";
      case 's' -> " ";
      case 't' -> "\t";
      case 'n' -> "\n";
      default -> {
        if (Character.isLetterOrDigit(letter)) {
          throw new IllegalArgumentException("Cannot generate a text for the escape \\" + letter);
        }
        yield String.valueOf(letter);
      }
    };
  }

  private List<String> quantified(List<String> atom) {
    char next = at < pattern.length() ? pattern.charAt(at) : ' ';
    if ("?*+{".indexOf(next) < 0) {
      return atom;
    }
    int least = next == '+' ? 1 : 0;
    int most = next == '?' ? 1 : MAX_REPEATS;
    if (next == '{') {
      int end = pattern.indexOf('}', at);
      String[] bounds = pattern.substring(at + 1, end).split(",", -1);
      least = Integer.parseInt(bounds[0]);
      String upper = bounds[bounds.length - 1];
      most = upper.isEmpty() ? least + MAX_REPEATS : Integer.parseInt(upper);
      at = end;
    }
    at++;
    List<String> texts = new ArrayList<>();
    // Optional parts come first with one repetition: such texts can fail in more ways.
    int usual = Math.max(1, least);
    atom.forEach(text -> texts.add(text.repeat(usual)));
    if (least == 0) {
      texts.add("");
    }
    if (most > usual) {
      texts.add(atom.get(0).repeat(most));
    }
    return texts;
  }
}
