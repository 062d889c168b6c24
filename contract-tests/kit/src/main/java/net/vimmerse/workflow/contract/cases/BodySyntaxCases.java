package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/** Requests that are about how a body is written, not about what it says. */
record BodySyntaxCases(CaseBuilder draft) {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String MAX_BYTES = "x-max-bytes";

  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    contentTypes(cases);
    writings(cases);
    sizes(cases);
    return cases;
  }

  private void contentTypes(List<Case> cases) {
    String type = draft.request().headers().get(CONTENT_TYPE);
    for (String good : List.of(type + "; charset=utf-8", "Application/JSON")) {
      if (good.toLowerCase(Locale.ROOT).startsWith(String.valueOf(type))) {
        cases.add(contentType(good, Headers.of(CONTENT_TYPE, good), draft.accepted(body())));
      }
    }
    Expectation refused = draft.refusals().refused("content", List.of());
    cases.add(contentType("missing", Headers.EMPTY, refused));
    for (String bad :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/xml",
            "application/vnd.api+json")) {
      cases.add(contentType(bad, Headers.of(CONTENT_TYPE, bad), refused));
    }
  }

  private Case contentType(String what, Headers headers, Expectation expectation) {
    return draft.of(
        CaseBuilder.subject(content(), CONTENT_TYPE, "content"),
        what,
        draft.withHeaders(headers),
        expectation);
  }

  private SchemaNode content() {
    return draft.operation().place().child("requestBody").child("content");
  }

  private void writings(List<Case> cases) {
    String good = members();
    String cut = good.substring(0, good.length() - 1);
    Map<String, ByteString> bad = new LinkedHashMap<>();
    bad.put("only blanks", ByteString.encodeUtf8(" \r\n"));
    bad.put("no JSON", ByteString.encodeUtf8("title=text"));
    bad.put("cut off", ByteString.encodeUtf8(cut));
    bad.put("a comma too many", ByteString.encodeUtf8(cut + ",}"));
    bad.put("more after its end", ByteString.encodeUtf8(good + "{}"));
    bad.put("single quotes", ByteString.encodeUtf8(good.replace('"', '\'')));
    bad.put("a comment", ByteString.encodeUtf8("/* */" + good));
    bad.put(
        "not a number", ByteString.encodeUtf8(cut + ",\"" + SampleGenerator.UNKNOWN + "\":NaN}"));
    bad.put("a raw control character", ByteString.encodeUtf8(cut + ",\"a\":\"\u0001\"}"));
    bad.put("UTF-16", ByteString.encodeString(good, StandardCharsets.UTF_16));
    bad.put("a lone surrogate in its bytes", surrogate(cut));
    bad.put("a member twice", ByteString.encodeUtf8(cut + "," + good.substring(1)));
    Expectation refused = draft.refusals().refused("content", List.of());
    bad.forEach((what, body) -> cases.add(written(what, body, refused)));
    cases.add(
        written("none", ByteString.EMPTY, draft.refusals().refused("required", List.of("body"))));
    cases.add(
        written(
            "with blanks around it",
            ByteString.encodeUtf8("\r\n\t " + body() + " \n"),
            draft.accepted(body())));
  }

  private static ByteString surrogate(String cut) {
    return new Buffer()
        .writeUtf8(cut + ",\"a\":\"")
        .write(ByteString.of((byte) 0xED, (byte) 0xA0, (byte) 0x80))
        .writeUtf8("\"}")
        .readByteString();
  }

  /** The smallest body, with a member in any case. */
  private String members() {
    return body().isEmpty() ? "{\"" + SampleGenerator.UNKNOWN + "\":1}" : body().toString();
  }

  private Case written(String what, ByteString body, Expectation expectation) {
    Subject subject = CaseBuilder.subject(content(), "", "content");
    return draft.of(subject, what, draft.withBody(body), expectation);
  }

  private void sizes(List<Case> cases) {
    OptionalInt most =
        draft.operation().place().child("responses").children().values().stream()
            .flatMap(it -> it.keyword(MAX_BYTES).stream())
            .mapToInt(JsonNode::asInt)
            .findFirst();
    if (most.isEmpty()) {
      return;
    }
    Subject subject = CaseBuilder.subject(content(), "", MAX_BYTES);
    cases.add(
        draft.of(
            subject,
            "the largest",
            draft.withBody(padded(most.getAsInt())),
            draft.accepted(body())));
    cases.add(
        draft.of(
            subject,
            "a byte too large",
            draft.withBody(padded(most.getAsInt() + 1)),
            draft.refusals().refused(MAX_BYTES, List.of())));
  }

  private ByteString padded(int bytes) {
    String text = body().toString();
    return ByteString.encodeUtf8(text + " ".repeat(bytes - ByteString.encodeUtf8(text).size()));
  }

  private JsonNode body() {
    try {
      return new ObjectMapper().readTree(draft.request().body().utf8());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
