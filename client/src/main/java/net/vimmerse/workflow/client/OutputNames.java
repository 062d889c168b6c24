package net.vimmerse.workflow.client;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.MediaType;

/**
 * Gives outputs file names that are safe on every system, whatever their URLs say: no directory, no
 * hidden file, no device, nothing twice. The same outputs always get the same names.
 */
final class OutputNames {
  private static final int LONGEST = 100;
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]+");

  /** Names of devices on Windows, with any ending. */
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private final Set<String> taken = new HashSet<>();
  private int count;

  String next(Output output) {
    count++;
    List<String> segments = Download.url(output).pathSegments();
    String name = safe(segments.get(segments.size() - 1));
    if (name.indexOf('.') < 0) {
      name = (name.isEmpty() ? "output-" + count : name) + ending(output);
    }
    return unique(name);
  }

  private static String safe(String text) {
    String name = UNSAFE.matcher(text).replaceAll("_").replaceAll("^[._-]+|[._-]+$", "");
    if (name.length() > LONGEST) {
      // The end has the extension.
      name = name.substring(name.length() - LONGEST).replaceAll("^[._-]+", "");
    }
    return RESERVED.matcher(name).matches() ? "_" + name : name;
  }

  private static String ending(Output output) {
    MediaType type = output.contentType() == null ? null : MediaType.parse(output.contentType());
    String subtype = type == null ? "" : UNSAFE.matcher(type.subtype()).replaceAll("");
    return subtype.isEmpty() ? "" : "." + subtype;
  }

  private String unique(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String ending = dot < 0 ? "" : name.substring(dot);
    String unique = name;
    // Names that differ in case only are one and the same on some systems.
    for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
      unique = stem + "-" + i + ending;
    }
    return unique;
  }
}
