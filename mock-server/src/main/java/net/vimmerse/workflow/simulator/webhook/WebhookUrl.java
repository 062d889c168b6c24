package net.vimmerse.workflow.simulator.webhook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides the secrets that receivers put into the query of their URL. */
public final class WebhookUrl {

  private static final Pattern VALUE = Pattern.compile("(?<=[?&])([^=&#]*=)?[^&#]*");
  private static final Pattern PROPERTY =
      Pattern.compile("(\"webhook_url\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)*)");

  private WebhookUrl() {}

  /** Returns a URL for logs: the values of its query are replaced by asterisks. */
  public static String redacted(String url) {
    return VALUE.matcher(url).replaceAll("$1***");
  }

  /** Returns a request body for logs: as sent, with the URL of its webhook redacted. */
  public static String redactedIn(String json) {
    return PROPERTY
        .matcher(json)
        .replaceAll(url -> Matcher.quoteReplacement(url.group(1) + redacted(url.group(2))));
  }
}
