package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.vimmerse.workflow.client.model.ApiError;
import net.vimmerse.workflow.client.model.ValidationError;
import net.vimmerse.workflow.client.model.ValidationErrors;
import org.jspecify.annotations.Nullable;

/** Parses the body of an error response, which may be anything: JSON, HTML from a proxy, empty. */
final class ErrorBodyParser {
  private static final Gson GSON = new Gson();
  private static final int MAX_EXCERPT_LENGTH = 200;

  private ErrorBodyParser() {}

  static @Nullable ApiError error(String body) {
    JsonObject json = parseObject(body);
    if (json == null) {
      return null;
    }
    ApiError error = error(json);
    // Servers also send the error as the only property of an object.
    return error == null && json.size() == 1
        ? error(json.entrySet().iterator().next().getValue())
        : error;
  }

  private static @Nullable ApiError error(JsonElement json) {
    ApiError error = json.isJsonObject() ? GSON.fromJson(json, ApiError.class) : null;
    return error == null
            || (LenientRead.of(error::message) == null && LenientRead.of(error::code) == null)
        ? null
        : error;
  }

  static List<ValidationError> validationErrors(String body) {
    JsonObject json = parseObject(body);
    ValidationErrors errors = json == null ? null : GSON.fromJson(json, ValidationErrors.class);
    List<ValidationError> detail = errors == null ? null : LenientRead.of(errors::detail);
    if (detail != null) {
      return detail;
    }
    String text = onlyText(json);
    return text == null
        ? List.of()
        : List.of(ValidationError.builder().loc(List.of()).msg(text).type("").build());
  }

  /** Returns the end of an error message that begins with the status. */
  static String describe(String body) {
    List<ValidationError> errors = validationErrors(body);
    if (!errors.isEmpty()) {
      return ": "
          + errors.stream().map(ErrorBodyParser::describe).collect(Collectors.joining("; "));
    }
    ApiError error = error(body);
    if (error != null) {
      String code = LenientRead.of(error::code);
      String message = LenientRead.of(error::message);
      return (code == null ? "" : " " + code) + (message == null ? "" : ": " + message);
    }
    String text = excerpt(body);
    return text.isEmpty() ? " with an empty body" : ": " + text;
  }

  /** Returns the beginning of a body, on one line. */
  static String excerpt(String body) {
    String text = body.trim().replaceAll("\\s+", " ");
    return text.length() <= MAX_EXCERPT_LENGTH
        ? text
        : text.substring(0, MAX_EXCERPT_LENGTH) + "...";
  }

  /** Returns the text that a 422 may have instead of the list of errors. */
  private static @Nullable String onlyText(@Nullable JsonObject json) {
    if (json == null || json.size() != 1) {
      return null;
    }
    JsonElement value = json.entrySet().iterator().next().getValue();
    return value.isJsonPrimitive() ? value.getAsString() : null;
  }

  private static String describe(ValidationError error) {
    List<Object> loc = LenientRead.of(error::loc);
    Map<String, Object> ctx = LenientRead.of(error::ctx);
    String msg = String.valueOf(LenientRead.of(error::msg));
    String path =
        loc == null ? "" : loc.stream().map(String::valueOf).collect(Collectors.joining("."));
    String text = path.isEmpty() ? msg : path + ": " + msg;
    Object cause = ctx == null ? null : ctx.get("error");
    return cause instanceof String && !text.contains((String) cause) ? text + ": " + cause : text;
  }

  private static @Nullable JsonObject parseObject(String body) {
    try {
      JsonElement json = JsonParser.parseString(body);
      return json instanceof JsonObject ? (JsonObject) json : null;
    } catch (JsonParseException e) {
      return null;
    }
  }
}
