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

/** Parses the body of an error response, which may be anything: JSON, HTML from a proxy, empty. */
final class ErrorBodyParser {
  private static final Gson GSON = new Gson();
  private static final int MAX_EXCERPT_LENGTH = 200;

  private ErrorBodyParser() {}

  static @Nullable ApiError error(String body) {
    ApiError error = parse(body, ApiError.class);
    return error == null || (error.message() == null && error.code() == null) ? null : error;
  }

  static List<ValidationError> validationErrors(String body) {
    ValidationErrors errors = parse(body, ValidationErrors.class);
    if (errors != null) {
      return errors.detail();
    }
    String text = onlyText(body);
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
      return (error.code() == null ? "" : " " + error.code())
          + (error.message() == null ? "" : ": " + error.message());
    }
    String text = body.trim().replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      return " with an empty body";
    }
    return ": "
        + (text.length() <= MAX_EXCERPT_LENGTH
            ? text
            : text.substring(0, MAX_EXCERPT_LENGTH) + "...");
  }

  /** Returns the text that a 422 may have instead of the list of errors. */
  private static @Nullable String onlyText(String body) {
    JsonObject json = parseObject(body);
    if (json == null || json.size() != 1) {
      return null;
    }
    JsonElement value = json.entrySet().iterator().next().getValue();
    return value.isJsonPrimitive() ? value.getAsString() : null;
  }

  private static String describe(ValidationError error) {
    String path = error.loc().stream().map(String::valueOf).collect(Collectors.joining("."));
    String text = path.isEmpty() ? String.valueOf(error.msg()) : path + ": " + error.msg();
    Object cause = error.ctx().get("error");
    return cause instanceof String && !text.contains((String) cause) ? text + ": " + cause : text;
  }

  private static <T> @Nullable T parse(String body, Class<T> type) {
    JsonObject json = parseObject(body);
    try {
      return json == null ? null : GSON.fromJson(json, type);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return null;
    }
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
