package net.vimmerse.workflow.client;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the service answered with, read to its end. */
final class Answer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The method and path of the request, without the query. */
  final String request;

  final int status;
  final TreeMap<String, List<String>> headers;
  final String body;

  Answer(String request, int status, Map<String, List<String>> headers, String body) {
    this.request = request;
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  Map<String, List<String>> headers() {
    return Collections.unmodifiableMap(headers);
  }
}
