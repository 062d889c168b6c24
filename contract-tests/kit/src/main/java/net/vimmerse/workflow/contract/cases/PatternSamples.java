package net.vimmerse.workflow.contract.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts that a schema's {@code pattern} finds, and others that it just misses.
 *
 * <p>Knows the part of the regular expressions of ECMA-262 that schemas use: literals, escapes,
 * sets, groups, alternatives, quantifiers and anchors at either end.
 */
final class PatternSamples {
  private static final int MOST = 3;
  private static final int MOST_MISSES = 12;

  private final String pattern;
  private final Pattern compiled;
  private int at;

  private PatternSamples(String pattern) {
    this.pattern = pattern;
    this.compiled = Pattern.compile(pattern);
  }

  /**
   * Texts that fit: each alternative is there once, and each quantifier once at its least and once
   * at its most.
   *
   * @throws IllegalArgumentException when the pattern uses what is not known here
   */
  static List<String> fitting(String pattern) {
    PatternSamples reader = new PatternSamples(pattern);
    Set<String> fitting = new LinkedHashSet<>();
    for (String text : reader.alternatives()) {
      if (reader.compiled.matcher(text).find()) {
        fitting.add(text);
      }
    }
    if (reader.at < pattern.length() || fitting.isEmpty()) {
      throw new IllegalArgumentException("Cannot make a text for the pattern " + pattern);
    }
    return List.copyOf(fitting);
  }

  /** Texts that miss by one character, or by being empty. */
  static List<String> missing(String pattern) {
    PatternSamples reader = new PatternSamples(pattern);
    Set<String> missing = new LinkedHashSet<>();
    for (String text : fitting(pattern)) {
      for (int i = 0; i < text.length(); i++) {
        reader.keep(missing, text.substring(0, i) + text.substring(i + 1));
        reader.keep(missing, text.substring(0, i) + '~' + text.substring(i + 1));
      }
      reader.keep(missing, '~' + text);
      reader.keep(missing, text + '~');
    }
    reader.keep(missing, "");
    List<String> all = List.copyOf(missing);
    List<String> spread = new ArrayList<>();
    int step = Math.max(1, all.size() / MOST_MISSES);
    for (int i = 0; i < all.size(); i += step) {
      spread.add(all.get(i));
    }
    return spread;
  }

  private void keep(Set<String> missing, String text) {
    if (!compiled.matcher(text).find()) {
      missing.add(text);
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

  /** The first is made of every part's first; of the others each has one part's other. */
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
   * Each member of a set, of a range its ends; of a set that excludes, a character that it lets in.
   */
  private List<String> set() {
    int start = at - 1;
    boolean excludes = pattern.charAt(at) == '^';
    List<String> members = new ArrayList<>();
    for (char next = pattern.charAt(at++); next != ']' || members.isEmpty(); ) {
      boolean betweenEnds = next == '-' && !members.isEmpty() && pattern.charAt(at) != ']';
      if (!betweenEnds) {
        members.add(next == '\\' ? escaped(pattern.charAt(at++)) : String.valueOf(next));
      }
      next = pattern.charAt(at++);
    }
    if (!excludes) {
      return members;
    }
    Pattern whole = Pattern.compile(pattern.substring(start, at));
    return List.of(
        "x1 -"
            .chars()
            .mapToObj(Character::toString)
            .filter(it -> whole.matcher(it).matches())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("Cannot make a text for the set " + whole)));
  }

  /** Digits are ones: a date and a time made of them exist. */
  private static String escaped(char letter) {
    return switch (letter) {
      case 'd' -> "1";
      case 'w' -> "w";
      case 's' -> " ";
      case 't' -> "\t";
      case 'n' -> "\n";
      default -> {
        if (Character.isLetterOrDigit(letter)) {
          throw new IllegalArgumentException("Cannot make a text for the escape \\" + letter);
        }
        yield String.valueOf(letter);
      }
    };
  }

  private List<String> quantified(List<String> atom) {
    char next = at < pattern.length() ? pattern.charAt(at) : ' ';
    int least;
    int most;
    switch (next) {
      case '?' -> {
        least = 0;
        most = 1;
      }
      case '*' -> {
        least = 0;
        most = MOST;
      }
      case '+' -> {
        least = 1;
        most = MOST;
      }
      case '{' -> {
        String[] bounds = pattern.substring(at + 1, pattern.indexOf('}', at)).split(",", -1);
        least = Integer.parseInt(bounds[0]);
        String upper = bounds[bounds.length - 1];
        most = upper.isEmpty() ? least + MOST : Integer.parseInt(upper);
        at = pattern.indexOf('}', at);
      }
      default -> {
        return atom;
      }
    }
    at++;
    List<String> texts = new ArrayList<>();
    // What need not be there is there at first: with it a text can go wrong in more ways.
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
