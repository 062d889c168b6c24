package net.vimmerse.workflow.simulator.openapi;

import static com.fasterxml.jackson.core.JsonToken.FIELD_NAME;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.json.JsonTree;
import org.jspecify.annotations.Nullable;

/** A request body that must be a JSON object, with the errors that FastAPI reports. */
public sealed interface JsonBody {

  /** The maximum number of names, values and brackets, which is far more than a request needs. */
  int MAX_TOKENS = 10_000;

  /** Python removes it, too. */
  String BYTE_ORDER_MARK = "\uFEFF";

  /** The message of pydantic for a value that is no object. */
  String NO_OBJECT = "Input should be a valid dictionary or object to extract fields from";

  /** The cause of the error of a body that is not text. */
  String NOT_UTF_8 = "the body is not valid UTF-8";

  /** A JSON object. */
  record Parsed(ObjectNode object) implements JsonBody {}

  /** Anything else. */
  record Refused(Violation violation) implements JsonBody {}

  /**
   * Parses a body.
   *
   * @param contentType the Content-Type header; null if it is absent
   */
  static JsonBody read(@Nullable String contentType, byte[] body) {
    if (body.length == 0) {
      return new Refused(
          new Violation(List.of("body"), "Field required", "missing", NullNode.getInstance()));
    }
    if (!isJson(contentType)) {
      return new Refused(
          new Violation(
                  List.of("body"),
                  NO_OBJECT,
                  "model_attributes_type",
                  TextNode.valueOf(new String(body, StandardCharsets.UTF_8)))
              .withHint("send the body with the header Content-Type: application/json"));
    }
    String text;
    try {
      text = charset(body).newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return broken(0, NOT_UTF_8);
    }
    try {
      JsonNode json = Parser.read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
      if (json instanceof ObjectNode object) {
        return new Parsed(object);
      }
      if (json.isMissingNode()) {
        return broken(text.length(), "expected a value");
      }
      return new Refused(new Violation(List.of("body"), NO_OBJECT, "model_attributes_type", json));
    } catch (MismatchedInputException e) {
      return broken(offset(e), "unexpected content after the end of the value");
    } catch (JsonEOFException e) {
      int end = offset(e);
      boolean inString = EnumSet.of(VALUE_STRING, FIELD_NAME).contains(e.getTokenBeingDecoded());
      return broken(inString ? text.lastIndexOf('"') : end, withoutJava(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      return broken(offset(e), withoutJava(e.getOriginalMessage()));
    }
  }

  /**
   * Returns the encoding of JSON text, which begins with an ASCII character or a byte order mark.
   */
  private static Charset charset(byte[] body) {
    if (body.length < 2) {
      return StandardCharsets.UTF_8;
    }
    byte first = body[0];
    byte second = body[1];
    if (first == 0 || (first == (byte) 0xFE && second == (byte) 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return second == 0 || (first == (byte) 0xFF && second == (byte) 0xFE)
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }

  private static int offset(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : (int) Math.max(0, e.getLocation().getCharOffset());
  }

  /** Removes references to the Java settings of the parser. */
  private static String withoutJava(String reason) {
    return reason
        .replaceAll("\\[Source: .*?; line: (\\d+), column: (\\d+)\\]", "line $1, column $2")
        .replaceAll("(, from|: enable) `.*?`( to allow)?", "");
  }

  private static Refused broken(int offset, String reason) {
    return new Refused(
        new Violation(
            List.of("body", offset),
            "JSON decode error",
            "json_invalid",
            JsonNodeFactory.instance.objectNode(),
            Map.of("error", reason)));
  }

  /** Returns true for application/json and for types such as application/vnd.api+json. */
  private static boolean isJson(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return Parser.JSON_TYPE.matcher(type).matches();
  }

  /** Holds what is private, as fields of an interface are public. */
  final class Parser {
    private static final Pattern JSON_TYPE =
        Pattern.compile("application/([^/]+\\+)?json", Pattern.CASE_INSENSITIVE);
    private static final JsonFactory JSON =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Parser() {}

    static JsonNode read(String text) throws JsonProcessingException {
      try (JsonParser parser = InteroperableParser.in(JSON.createParser(text), MAX_TOKENS)) {
        JsonNode json =
            parser.nextToken() == null ? MissingNode.getInstance() : JsonTree.read(parser);
        if (parser.nextToken() != null) {
          throw MismatchedInputException.from(parser, JsonNode.class, "trailing content");
        }
        return json;
      } catch (JsonProcessingException e) {
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException("a string has no I/O errors", e);
      }
    }
  }
}
