package net.vimmerse.workflow.client;

import java.util.Locale;
import java.util.Set;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.Headers;

/** Takes the API key and other credentials out of what is shown to people. */
final class Secrets {
  static final String REDACTED = "[redacted]";

  /** The shorter keys of simulated services are words like any other. */
  private static final int SHORTEST_SECRET = 8;

  private static final Set<String> SECRET_HEADERS =
      Set.of(
          WorkflowApi.API_KEY_HEADER.toLowerCase(Locale.ROOT),
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie");

  private final String apiKey;

  Secrets(String apiKey) {
    this.apiKey = apiKey;
  }

  String removedFrom(String text) {
    return apiKey.length() < SHORTEST_SECRET ? text : text.replace(apiKey, REDACTED);
  }

  Headers removedFrom(Headers headers) {
    Headers.Builder clean = new Headers.Builder();
    for (int i = 0; i < headers.size(); i++) {
      boolean secret = SECRET_HEADERS.contains(headers.name(i).toLowerCase(Locale.ROOT));
      clean.addUnsafeNonAscii(headers.name(i), secret ? REDACTED : removedFrom(headers.value(i)));
    }
    return clean.build();
  }

  Answer removedFrom(Answer answer) {
    Headers.Builder headers = new Headers.Builder();
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> headers.addUnsafeNonAscii(name, value)));
    return new Answer(
        answer.request, answer.status, removedFrom(headers.build()), removedFrom(answer.body));
  }
}
