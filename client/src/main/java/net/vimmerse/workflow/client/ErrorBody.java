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
    if (errors != null) {
      return errors.detail();
    }
    String text = onlyText(body);
    return text == null
        ? List.of()
        : List.of(ValidationError.builder().loc(List.of()).msg(text).type("").build());
  }

  /** Returns the end of a sentence that begins with the status. */
  static String describe(String body) {
    List<ValidationError> violations = validationErrors(body);
    if (!violations.isEmpty()) {
      return ": " + violations.stream().map(ErrorBody::describe).collect(Collectors.joining("; "));
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

  /** A text where the list of violations should be. */
  private static @Nullable String onlyText(String body) {
    JsonObject json = object(body);
    if (json == null || json.size() != 1) {
      return null;
    }
    JsonElement value = json.entrySet().iterator().next().getValue();
    return value.isJsonPrimitive() ? value.getAsString() : null;
  }

  private static String describe(ValidationError violation) {
    return violation.loc().isEmpty()
        ? String.valueOf(violation.msg())
        : path(violation.loc()) + ": " + violation.msg();
  }

  private static String path(List<Object> loc) {
    return loc.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  private static <T> @Nullable T read(String body, Class<T> type) {
    JsonObject json = object(body);
    try {
      return json == null ? null : GSON.fromJson(json, type);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable JsonObject object(String body) {
    try {
      JsonElement json = JsonParser.parseString(body);
      return json instanceof JsonObject ? (JsonObject) json : null;
    } catch (JsonParseException e) {
      return null;
    }
  }
}
