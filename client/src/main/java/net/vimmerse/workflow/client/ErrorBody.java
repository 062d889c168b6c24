package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Collectors;
import net.vimmerse.workflow.client.model.ApiError;
import net.vimmerse.workflow.client.model.ValidationError;
import net.vimmerse.workflow.client.model.ValidationErrors;
import org.jspecify.annotations.Nullable;

/**
 * Makes what it can of an error's body, which may be anything: JSON, HTML from a proxy, half of
 * either, nothing.
 */
final class ErrorBody {
  private static final Gson GSON = new Gson();
  private static final int LONGEST_EXCERPT = 200;

  private ErrorBody() {}

  static @Nullable ApiError error(String body) {
    ApiError error = read(body, ApiError.class);
    return error == null || (error.message() == null && error.code() == null) ? null : error;
  }

  static List<ValidationError> validationErrors(String body) {
    ValidationErrors errors = read(body, ValidationErrors.class);
    return errors == null ? List.of() : errors.detail();
  }

  /** Returns the end of a sentence that begins with the status. */
  static String describe(String body) {
    List<ValidationError> violations = validationErrors(body);
    if (!violations.isEmpty()) {
      return ": "
          + violations.stream()
              .map(violation -> path(violation.loc()) + ": " + violation.msg())
              .collect(Collectors.joining("; "));
    }
    ApiError error = error(body);
    if (error != null) {
      return (error.code() == null ? "" : " " + error.code())
          + (error.message() == null ? "" : ": " + error.message());
    }
    String text = body.trim().replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      return " and no body";
    }
    return ": "
        + (text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...");
  }

  private static String path(List<Object> loc) {
    return loc.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  private static <T> @Nullable T read(String body, Class<T> type) {
    try {
      JsonElement json = JsonParser.parseString(body);
      return json instanceof JsonObject ? GSON.fromJson(json, type) : null;
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return null;
    }
  }
}
