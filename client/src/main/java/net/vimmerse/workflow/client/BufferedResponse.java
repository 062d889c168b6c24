package net.vimmerse.workflow.client;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Headers;

/** A response whose body has been read completely. Immutable. */
final class BufferedResponse implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The method and path of the request, without the query. */
  final String request;

  final int status;
  final String body;

  /** Names and values alternate: few callers read headers, and this form is cheap to make. */
  private final String[] headers;

  BufferedResponse(String request, int status, Headers headers, String body) {
    this.request = request;
    this.status = status;
    this.body = body;
    this.headers = new String[2 * headers.size()];
    for (int i = 0; i < headers.size(); i++) {
      this.headers[2 * i] = headers.name(i);
      this.headers[2 * i + 1] = headers.value(i);
    }
  }

  BufferedResponse(String request, int status, Map<String, List<String>> headers, String body) {
    this(request, status, toHeaders(headers), body);
  }

  /** Returns an unmodifiable map from header names, in any case, to values. */
  Map<String, List<String>> headers() {
    TreeMap<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      byName.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
    }
    byName.replaceAll((name, values) -> Collections.unmodifiableList(values));
    return Collections.unmodifiableMap(byName);
  }

  static Headers toHeaders(Map<String, List<String>> byName) {
    Headers.Builder headers = new Headers.Builder();
    byName.forEach(
        (name, values) -> values.forEach(value -> headers.addUnsafeNonAscii(name, value)));
    return headers.build();
  }
}
