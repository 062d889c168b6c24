package net.vimmerse.workflow.simulator.wiremock;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests that are almost valid, each from a seed. */
final class RequestFuzzer {

  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW",
          "get", "PRI");

  private static final List<String> PATHS =
      List.of(
          "/v2/workflow",
          "/v2/workflow/templates",
          "/v2/workflow/x",
          "/media/x/1/0.png",
          "/openapi.json",
          "/openapi.yaml",
          "/favicon.ico",
          "/__files/x",
          "/__admin",
          "/__admin/mappings",
          "/__admin/mappings/x",
          "/__admin/files",
          "/__admin/near-misses/request-pattern",
          "/__admin/version",
          "/__admin/simulator/health",
          "/__admin/simulator/namespaces",
          "/__admin/simulator/clock",
          "/__admin/simulator/workflows",
          "/__admin/simulator/workflows/x",
          "/__admin/simulator/outcomes",
          "/__admin/simulator/faults",
          "/__admin/simulator/credits",
          "/__admin/simulator/requests",
          "/__admin/simulator/webhooks",
          "/__admin/simulator/webhooks/x/redeliver",
          "/__admin/simulator/snapshot",
          "/__admin/simulator/reset",
          "/__admin/simulator/openapi.yaml");

  private static final List<String> BODIES =
      List.of(
          "{}",
          "{\"image_urls\": [\"https://example.com/in.png\"]}",
          "{\"template_id\": \"vim_astronaut\", \"options\": {\"aspect_ratio\": \"16:9\"},"
              + " \"event_id\": \"sim:slow=1h,fail-at=upscale\", \"title\": \"\\ud83d\\ude80\"}",
          "{\"webhook_url\": \"http://127.0.0.1:1/hook\", \"event_id\": \"sim:immediate\"}",
          "{\"frozen\": true, \"now\": \"9000-01-01T00:00:00Z\"}",
          "{\"now\": \"+999999999-12-31T23:59:59Z\"}",
          "{\"advance\": \"PT999999999H\", \"scale\": 1000000}",
          "{\"reset\": true}",
          "{\"every\": 2, \"outcome\": \"polls=3\"}",
          "{\"status\": 503, \"count\": 1, \"headers\": {\"A\": \"b\"}, \"delay\": \"1ms\"}",
          "{\"balance\": 12, \"deposit\": -1e2147483648}",
          "{\"duplicates\": 3, \"delay\": \"3s\"}",
          "{\"version\": 2, \"clock\": {\"at\": \"1970-01-01T00:00:00Z\", \"source_at\":"
              + " \"1970-01-01T00:00:00Z\", \"scale\": 1.0}, \"namespaces\": []}",
          "[1e999999999, NaN, \"\\ud800\", null]",
          "{\"a\":".repeat(2_000));

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-16",
          "application/json; charset=bogus",
          "application/json; charset=\"",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=",
          "multipart/form-data",
          "text/html",
          ";",
          "");

  private static final List<String> HEADERS =
      List.of(
          "Accept: */*",
          "Accept-Encoding: gzip, br;q=x",
          "Content-Encoding: gzip",
          "Cookie: a=\"b; c=d",
          "Expect: 100-continue",
          "Expect: nonsense",
          "Forwarded: for=\"[::1\";proto=gopher;host=\"a b\"",
          "If-Match: W/\"x\", *",
          "If-None-Match: \"",
          "Origin: null",
          "Origin: http://[::1",
          "Range: bytes=5-2,-,9999999999999999999-",
          "Range: bytes=0-0",
          "Referer: \u00ff",
          "Upgrade: h2c",
          "Upgrade: websocket",
          "X-Forwarded-Host: a/b?c#d",
          "X-Forwarded-Port: 99999999999",
          "X-Forwarded-Proto: javascript",
          "X-Simulator-Outcome: slow=99999999999999999999h,stuck=-1,polls=0",
          "X-HTTP-Method-Override: DELETE",
          "Access-Control-Request-Method: PUT",
          "TE: trailers");

  private static final List<String> ODD =
      List.of(
          "%2F",
          "%2f..%2f",
          "/../",
          "/./",
          "//",
          "%00",
          "%ff",
          "%zz",
          "%",
          ";a=b",
          "\\",
          "?",
          "?a=b&a",
          "?limit=99999999999999999999",
          "?limit=-1",
          "?namespace=x",
          "?%zz=%",
          "?a[]=%00",
          "#x",
          "\u00e9",
          "%E2%82",
          "*",
          "|",
          "\"",
          "<script>",
          "{}",
          "~",
          " ");

  private final Random random;
  private final boolean complete;

  RequestFuzzer(long seed) {
    this.random = new Random(seed);
    this.complete = random.nextInt(3) > 0;
  }

  /** Tests whether the request is complete by HTTP, so that another can follow. */
  boolean isComplete() {
    return complete;
  }

  /** Returns the bytes of the request. */
  byte[] request() {
    byte[] valid = valid().getBytes(StandardCharsets.ISO_8859_1);
    return complete ? valid : broken(valid);
  }

  private String valid() {
    String method = chance(8) ? one(METHODS) : one(METHODS.subList(0, 7));
    String target = target();
    String body = chance(3) ? "" : body();
    boolean admin = target.contains("__admin");
    StringBuilder request =
        new StringBuilder(method)
            .append(' ')
            .append(complete ? target.replace(' ', '+').replaceAll("[^!-~]", "_") : target)
            .append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (!chance(8)) {
      // Fault rules are for keys of their own.
      request.append("X-Api-Key: ").append(admin ? "admin " : "fuzz ").append(random.nextInt(50));
      request.append("\r\n");
    }
    if (!chance(5)) {
      request.append("Content-Type: ").append(chance(3) ? one(TYPES) : TYPES.get(0)).append("\r\n");
    }
    for (int headers = random.nextInt(3); headers > 0; headers--) {
      String header = one(HEADERS);
      if (!complete || !(header.startsWith("Expect") || header.startsWith("Upgrade"))) {
        request.append(header).append("\r\n");
      }
    }
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length == 0) {
      return request.append("\r\n").toString();
    }
    if (chance(2)) {
      return request.append("Content-Length: ").append(bytes.length).append("\r\n\r\n") + body;
    }
    int half = bytes.length / 2;
    request.append("Transfer-Encoding: chunked\r\n\r\n");
    for (String chunk : List.of(body.substring(0, half), body.substring(half))) {
      if (!chunk.isEmpty()) {
        request.append(Integer.toHexString(chunk.length())).append("\r\n");
        request.append(chunk).append("\r\n");
      }
    }
    return request.append("0\r\n\r\n").toString();
  }

  private String target() {
    StringBuilder target = new StringBuilder(one(PATHS));
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      target.insert(1 + random.nextInt(target.length()), one(ODD));
    }
    if (chance(20)) {
      target.insert(0, one(List.of("http://localhost", "http://other.example:99", "//", "https:")));
    }
    return target.toString();
  }

  private String body() {
    StringBuilder body = new StringBuilder(one(BODIES));
    if (chance(2)) {
      int at = random.nextInt(body.length());
      switch (random.nextInt(3)) {
        case 0 -> body.deleteCharAt(at);
        case 1 -> body.insert(at, one(List.of("\u0000", "\u00ff", "1e400", "\"", "}", "-", "\\u")));
        default -> body.setLength(at);
      }
    }
    return body.toString();
  }

  /** Violates HTTP. */
  private byte[] broken(byte[] valid) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = random.nextInt(valid.length);
    bytes.write(valid, 0, at);
    switch (random.nextInt(6)) {
      case 0 -> {}
      case 1 -> bytes.writeBytes(text("zz\r\n"));
      case 2 -> bytes.write(random.nextInt(256));
      case 3 -> bytes.writeBytes(text("\r\nTransfer-Encoding: chunked\r\n\r\n" + one(CHUNKS)));
      case 4 -> bytes.writeBytes(text("\r\nContent-Length: " + one(LENGTHS) + "\r\n\r\n"));
      default -> {
        bytes.write(valid, at, valid.length - at);
        bytes.writeBytes(valid);
        return bytes.toByteArray();
      }
    }
    if (chance(2)) {
      bytes.write(valid, at, valid.length - at);
    }
    return bytes.toByteArray();
  }

  private static final List<String> CHUNKS =
      List.of(
          "zz\r\n",
          "-1\r\n\r\n",
          "5\r\nabc",
          "ffffffffffffffff\r\n",
          "2;a=\"\r\n{}\r\n",
          "0\r\nbad\r\n\r\n");

  private static final List<String> LENGTHS =
      List.of("-1", "x", "99999999999999999999", "1, 2", "3");

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
