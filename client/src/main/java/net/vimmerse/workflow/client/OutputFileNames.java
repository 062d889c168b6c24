package net.vimmerse.workflow.client;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.MediaType;

/**
 * Derives file names of outputs from their URLs. The names are safe on every system: they name no
 * directory, hidden file or device, and each is unique. The same outputs always get the same names.
 */
final class OutputFileNames {
  private static final int MAX_LENGTH = 100;
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]+");

  /** Device names on Windows, with any extension. */
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  /** Extensions that are not the name of the subtype. */
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "audio/mpeg", "mp3",
          "audio/mp4", "m4a",
          "audio/x-wav", "wav",
          "image/svg+xml", "svg",
          "video/quicktime", "mov");

  private final Set<String> used = new HashSet<>();
  private int count;

  String next(Output output) {
    count++;
    List<String> segments = Downloader.url(output).pathSegments();
    String name = sanitize(segments.get(segments.size() - 1));
    if (name.indexOf('.') < 0) {
      name = (name.isEmpty() ? "output-" + count : name) + extension(output);
    }
    return unique(name);
  }

  private static String sanitize(String text) {
    String name = UNSAFE.matcher(text).replaceAll("_").replaceAll("^[._-]+|[._-]+$", "");
    if (name.length() > MAX_LENGTH) {
      // Keeps the extension.
      name = name.substring(name.length() - MAX_LENGTH).replaceAll("^[._-]+", "");
    }
    return RESERVED.matcher(name).matches() ? "_" + name : name;
  }

  private static String extension(Output output) {
    MediaType type = output.contentType() == null ? null : MediaType.parse(output.contentType());
    if (type == null) {
      return "";
    }
    String subtype = UNSAFE.matcher(type.subtype()).replaceAll("");
    String extension = EXTENSIONS.getOrDefault(type.type() + "/" + type.subtype(), subtype);
    return extension.isEmpty() ? "" : "." + extension;
  }

  private String unique(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot);
    String unique = name;
    // Some file systems ignore case.
    for (int i = 2; !used.add(unique.toLowerCase(Locale.ROOT)); i++) {
      unique = stem + "-" + i + extension;
    }
    return unique;
  }
}
