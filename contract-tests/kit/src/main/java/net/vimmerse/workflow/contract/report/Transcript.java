package net.vimmerse.workflow.contract.report;

import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import okhttp3.Headers;

/** Formats an exchange and its violations as text. */
final class Transcript {
  private Transcript() {}

  static String of(ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    StringBuilder text = new StringBuilder();
    text.append("> ").append(exchange.method()).append(' ').append(exchange.target()).append('\n');
    half(text, "> ", exchange.requestHeaders(), PrintableText.body(exchange.requestBody()));
    text.append("< ").append(exchange.status()).append('\n');
    half(text, "< ", exchange.responseHeaders(), PrintableText.body(exchange.responseBody()));
    for (Violation violation : validation.violations()) {
      text.append("! ").append(violation).append('\n');
    }
    return PrintableText.text(text.toString());
  }

  private static void half(StringBuilder text, String margin, Headers headers, String body) {
    for (int i = 0; i < headers.size(); i++) {
      text.append(margin)
          .append(headers.name(i))
          .append(": ")
          .append(headers.value(i))
          .append('\n');
    }
    if (!body.isEmpty()) {
      text.append(margin).append('\n');
      body.lines().forEach(line -> text.append(margin).append(line).append('\n'));
    }
  }
}
