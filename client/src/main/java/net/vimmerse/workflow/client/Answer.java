package net.vimmerse.workflow.client;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Headers;

/** What the service answered with, read to its end. */
final class Answer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The method and path of the request, without the query. */
  final String request;

  final int status;
  final String body;

  /**
   * Names and values in turns: hardly any caller asks for headers, and this costs next to nothing.
   */
  private final String[] headers;

  Answer(String request, int status, Headers headers, String body) {
    this.request = request;
    this.status = status;
    this.body = body;
    this.headers = new String[2 * headers.size()];
    for (int i = 0; i < headers.size(); i++) {
      this.headers[2 * i] = headers.name(i);
      this.headers[2 * i + 1] = headers.value(i);
    }
  }

  Answer(String request, int status, Map<String, List<String>> headers, String body) {
    this(request, status, flat(headers), body);
  }

  /** Values by name, which is found in any case. Cannot be changed. */
  Map<String, List<String>> headers() {
    TreeMap<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      byName.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
    }
    byName.replaceAll((name, values) -> Collections.unmodifiableList(values));
    return Collections.unmodifiableMap(byName);
  }

  private static Headers flat(Map<String, List<String>> headers) {
    Headers.Builder flat = new Headers.Builder();
    headers.forEach((name, values) -> values.forEach(value -> flat.addUnsafeNonAscii(name, value)));
    return flat.build();
  }
}
