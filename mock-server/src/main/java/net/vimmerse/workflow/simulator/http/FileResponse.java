package net.vimmerse.workflow.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.media.MediaFile;
import org.jspecify.annotations.Nullable;

/**
 * Responds with a file or a byte range of it.
 *
 * <p>Supports a single range, which media players need for seeking. Any other Range header is
 * ignored, as RFC 9110 permits, and the whole file is sent.
 */
public final class FileResponse {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private FileResponse() {}

  /** Returns 200, 206, 304 or 416. */
  public static ApiResponse of(MediaFile file, ApiRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", file.contentType());
    headers.put("Accept-Ranges", "bytes");
    headers.put("Cache-Control", "no-cache");
    String entityTag = EntityTag.of(file.bytes(), "");
    headers.put("ETag", entityTag);
    if (EntityTag.matches(entityTag, request.header("If-None-Match"))) {
      return new ApiResponse(304, headers, new byte[0]);
    }
    Matcher range = range(request, entityTag);
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

  /** Returns the requested range; null to send the whole file. */
  private static @Nullable Matcher range(ApiRequest request, String entityTag) {
    String asked = request.header("Range");
    String condition = request.header("If-Range");
    if (asked == null || (condition != null && !condition.equals(entityTag))) {
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
}
