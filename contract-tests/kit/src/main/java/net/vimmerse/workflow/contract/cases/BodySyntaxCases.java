package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.JsonBody;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/**
 * Cases about the encoding of a body: content type, syntax, size. Its content is never the fault.
 */
record BodySyntaxCases(CaseBuilder builder) {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String MAX_BYTES = "x-max-bytes";

  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    contentTypes(cases);
    encodings(cases);
    sizes(cases);
    return cases;
  }

  private void contentTypes(List<Case> cases) {
    String type = builder.request().headers().get(CONTENT_TYPE);
    for (String good : List.of(type + "; charset=utf-8", "Application/JSON")) {
      if (good.toLowerCase(Locale.ROOT).startsWith(String.valueOf(type))) {
        cases.add(contentType(good, Headers.of(CONTENT_TYPE, good), builder.accepted(body())));
      }
    }
    Expectation rejected = builder.rejected("content", List.of());
    cases.add(contentType("missing", Headers.EMPTY, rejected));
    for (String bad :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/xml")) {
      cases.add(contentType(bad, Headers.of(CONTENT_TYPE, bad), rejected));
    }
  }

  private Case contentType(String what, Headers headers, Expectation expectation) {
    return builder.of(
        CaseBuilder.subject(content(), CONTENT_TYPE, "content"),
        what,
        builder.request().withHeaders(headers),
        expectation);
  }

  private SchemaNode content() {
    return builder.operation().node().child("requestBody").child("content");
  }

  private void encodings(List<Case> cases) {
    String good = properties();
    String cut = good.substring(0, good.length() - 1);
    Map<String, ByteString> bad = new LinkedHashMap<>();
    bad.put("only whitespace", ByteString.encodeUtf8(" \r\n"));
    bad.put("not JSON", ByteString.encodeUtf8("title=text"));
    bad.put("truncated", ByteString.encodeUtf8(cut));
    bad.put("a trailing comma", ByteString.encodeUtf8(cut + ",}"));
    bad.put("data after the end", ByteString.encodeUtf8(good + "{}"));
    bad.put("single quotes", ByteString.encodeUtf8(good.replace('"', '\'')));
    bad.put("a comment", ByteString.encodeUtf8("/* */" + good));
    bad.put(
        "not a number", ByteString.encodeUtf8(cut + ",\"" + SampleGenerator.UNKNOWN + "\":NaN}"));
    bad.put("a raw control character", ByteString.encodeUtf8(cut + ",\"a\":\"\u0001\"}"));
    bad.put("a lone surrogate in its bytes", surrogate(cut));
    bad.put("a duplicate property", ByteString.encodeUtf8(cut + "," + good.substring(1)));
    Expectation rejected = builder.rejected("content", List.of());
    bad.forEach((what, body) -> cases.add(encoded(what, body, rejected)));
    cases.add(encoded("none", ByteString.EMPTY, builder.rejected("required", List.of("body"))));
    cases.add(
        encoded(
            "surrounded by whitespace",
            ByteString.encodeUtf8("\r\n\t " + body() + " \n"),
            builder.accepted(body())));
  }

  private static ByteString surrogate(String cut) {
    return new Buffer()
        .writeUtf8(cut + ",\"a\":\"")
        .write(ByteString.of((byte) 0xED, (byte) 0xA0, (byte) 0x80))
        .writeUtf8("\"}")
        .readByteString();
  }

  /** Returns the smallest body, with at least one property. */
  private String properties() {
    return body().isEmpty() ? "{\"" + SampleGenerator.UNKNOWN + "\":1}" : body().toString();
  }

  private Case encoded(String what, ByteString body, Expectation expectation) {
    Subject subject = CaseBuilder.subject(content(), "", "content");
    return builder.of(subject, what, builder.request().withBody(body), expectation);
  }

  private void sizes(List<Case> cases) {
    OptionalInt most =
        builder.operation().node().child("responses").children().values().stream()
            .flatMap(it -> it.keyword(MAX_BYTES).stream())
            .mapToInt(JsonNode::asInt)
            .findFirst();
    if (most.isEmpty()) {
      return;
    }
    Subject subject = CaseBuilder.subject(content(), "", MAX_BYTES);
    cases.add(
        builder.of(
            subject,
            "the largest",
            builder.request().withBody(padded(most.getAsInt())),
            builder.accepted(body())));
    cases.add(
        builder.of(
            subject,
            "one byte too large",
            builder.request().withBody(padded(most.getAsInt() + 1)),
            builder.rejected(MAX_BYTES, List.of())));
  }

  private ByteString padded(int bytes) {
    String text = body().toString();
    return ByteString.encodeUtf8(text + " ".repeat(bytes - ByteString.encodeUtf8(text).size()));
  }

  private JsonNode body() {
    return JsonBody.parse(builder.request().body());
  }
}
