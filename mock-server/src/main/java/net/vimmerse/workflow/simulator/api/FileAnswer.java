package net.vimmerse.workflow.simulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import net.vimmerse.workflow.simulator.media.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * A file, or the part of it that was asked for.
 *
 * <p>One byte range is honoured, as players need it to seek. A header that names several, or is not
 * understood, is passed over and the whole file sent, as RFC 9110 allows.
 */
final class FileAnswer {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private FileAnswer() {}

  static ApiResponse of(MediaFile file, ApiRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", file.contentType());
    headers.put("Accept-Ranges", "bytes");
    headers.put("Cache-Control", "no-cache");
    String tag = tag(file);
    headers.put("ETag", tag);
    if (tag.equals(request.header("If-None-Match"))) {
      return new ApiResponse(304, headers, new byte[0]);
    }
    Matcher range = range(request, tag);
    if (range == null) {
      return new ApiResponse(200, headers, file.bytes());
    }
    long length = file.size();
    long first;
    long last = length - 1;
    if (range.group(1).isEmpty()) {
      first = Math.max(0, length - Long.parseLong(range.group(2)));
    } else {
      first = Long.parseLong(range.group(1));
      if (!range.group(2).isEmpty()) {
        last = Math.min(last, Long.parseLong(range.group(2)));
      }
    }
    if (first > last) {
      headers.remove("Content-Type");
      headers.put("Content-Range", "bytes */" + length);
      return new ApiResponse(416, headers, new byte[0]);
    }
    headers.put("Content-Range", "bytes " + first + "-" + last + "/" + length);
    return new ApiResponse(206, headers, file.bytes((int) first, (int) last + 1));
  }

  /** The range that was asked for and counts; null if the whole file is to be sent. */
  private static @Nullable Matcher range(ApiRequest request, String tag) {
    String asked = request.header("Range");
    String condition = request.header("If-Range");
    if (asked == null || (condition != null && !condition.equals(tag))) {
      return null;
    }
    Matcher matcher = RANGE.matcher(asked.strip());
    if (!matcher.matches()) {
      return null;
    }
    boolean empty = matcher.group(1).isEmpty() && matcher.group(2).isEmpty();
    boolean backwards =
        !matcher.group(1).isEmpty()
            && !matcher.group(2).isEmpty()
            && Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2));
    return empty || backwards ? null : matcher;
  }

  private static String tag(MediaFile file) {
    CRC32C checksum = new CRC32C();
    checksum.update(file.bytes());
    return "\"" + Long.toHexString(checksum.getValue()) + "-" + file.size() + "\"";
  }
}
