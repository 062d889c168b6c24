package net.vimmerse.workflow.client;

import java.util.Locale;
import java.util.Set;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.Headers;

/** Removes the API key and other credentials from what logs and error messages show. */
final class Redactor {
  private static final String REDACTED = "[redacted]";

  /** Shorter keys, as simulators use them, are ordinary words that occur elsewhere, too. */
  private static final int MIN_SECRET_LENGTH = 8;

  private static final Set<String> SECRET_HEADERS =
      Set.of(
          WorkflowApi.API_KEY_HEADER.toLowerCase(Locale.ROOT),
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie");

  private final String apiKey;

  Redactor(String apiKey) {
    this.apiKey = apiKey;
  }

  String redact(String text) {
    return apiKey.length() < MIN_SECRET_LENGTH ? text : text.replace(apiKey, REDACTED);
  }

  Headers redact(Headers headers) {
    Headers.Builder redacted = new Headers.Builder();
    for (int i = 0; i < headers.size(); i++) {
      boolean secret = SECRET_HEADERS.contains(headers.name(i).toLowerCase(Locale.ROOT));
      redacted.addUnsafeNonAscii(headers.name(i), secret ? REDACTED : redact(headers.value(i)));
    }
    return redacted.build();
  }

  BufferedResponse redact(BufferedResponse response) {
    return new BufferedResponse(
        response.request,
        response.status,
        redact(BufferedResponse.toHeaders(response.headers())),
        redact(response.body));
  }
}
