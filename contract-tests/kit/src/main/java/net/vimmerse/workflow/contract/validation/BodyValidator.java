package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ParserMessage;
import net.vimmerse.workflow.contract.openapi.SchemaError;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;
import okhttp3.MediaType;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Validates the body of a request or response. */
record BodyValidator(Document document, ViolationCollector violations) {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Validates a body.
   *
   * @param holder the request body or response that documents it; may be missing
   * @param adjust replaces the documented schema
   */
  void validate(
      SchemaNode holder, Headers headers, ByteString body, UnaryOperator<SchemaNode> adjust) {
    Map<String, SchemaNode> contents = holder.child("content").children();
    if (contents.isEmpty()) {
      if (body.size() > 0) {
        violations.add(Kind.UNEXPECTED_BODY, "", "must have no body");
      }
      return;
    }
    String type = headers.get(CONTENT_TYPE);
    Optional<SchemaNode> content = documented(contents, type);
    if (content.isEmpty()) {
      String expected = "must be one of " + contents.keySet() + ", not " + type;
      violations.add(Kind.WRONG_CONTENT_TYPE, CONTENT_TYPE, expected);
    } else if (body.size() == 0) {
      violations.add(Kind.MISSING_BODY, "", "must have a body");
    } else if (isJson(String.valueOf(type))) {
      json(adjust.apply(content.get().child("schema")), body);
    }
  }

  private void json(SchemaNode schema, ByteString body) {
    JsonNode value;
    try {
      value = JSON.readTree(utf8(body));
    } catch (JsonProcessingException e) {
      violations.add(Kind.MALFORMED_BODY, "", "must be JSON: " + ParserMessage.reason(e));
      return;
    } catch (CharacterCodingException e) {
      violations.add(Kind.MALFORMED_BODY, "", "must be UTF-8");
      return;
    }
    for (SchemaError schemaError : document.validate(schema, value)) {
      violations.add(Kind.INVALID_BODY, schemaError.pointer().toString(), schemaError.message());
    }
  }

  private static String utf8(ByteString body) throws CharacterCodingException {
    ByteBuffer bytes = body.asByteBuffer();
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }

  /** Returns the documented content for a content type: exact, then by range, then any. */
  private static Optional<SchemaNode> documented(
      Map<String, SchemaNode> contents, @Nullable String type) {
    MediaType actual = type == null ? null : MediaType.parse(type);
    if (actual == null || (isJson(actual.subtype()) && !isUtf8(actual))) {
      return Optional.empty();
    }
    String exact = actual.type() + "/" + actual.subtype();
    return Stream.of(exact, actual.type() + "/*", "*/*")
        .flatMap(range -> find(contents, range).stream())
        .findFirst();
  }

  private static Optional<SchemaNode> find(Map<String, SchemaNode> contents, String range) {
    return contents.entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(range))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isUtf8(MediaType type) {
    return StandardCharsets.UTF_8.equals(type.charset(StandardCharsets.UTF_8));
  }

  /**
   * Returns true for a JSON content type, with or without parameters: {@code a/json}, {@code
   * a/b+json}.
   */
  private static boolean isJson(String type) {
    return type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").endsWith("json");
  }
}
