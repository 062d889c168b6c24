package net.vimmerse.workflow.simulator.webhook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides the secrets that receivers put into the query of their URL. */
public final class WebhookUrl {

  private static final Pattern VALUE = Pattern.compile("(?<=[?&])([^=&#]*=)?[^&#]*");

  /** What precedes a URL in JSON: its property, or a violation of it, which repeats the value. */
  private static final Pattern BEFORE_URL =
      Pattern.compile(
          "\"webhook_url\""
              + "(?:\\s*:\\s*|\\],\"msg\":\"[^\"]*\",\"type\":\"[^\"]*\",\"input\":)\"");

  private WebhookUrl() {}

  /** Returns a URL for logs: the values of its query are replaced by asterisks. */
  public static String redacted(String url) {
    return VALUE.matcher(url).replaceAll("$1***");
  }

  /** Returns a request or response body for logs: with the URL of the webhook redacted. */
  public static String redactedIn(String json) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    Matcher before = BEFORE_URL.matcher(json);
    while (before.find(copied)) {
      int end = endOfString(json, before.end());
      text.append(json, copied, before.end()).append(redacted(json.substring(before.end(), end)));
      copied = end;
    }
    return text.append(json, copied, json.length()).toString();
  }

  /** Returns the index of the next quote; a regular expression would recurse for each character. */
  private static int endOfString(String json, int start) {
    int end = start;
    while (end < json.length() && json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, json.length());
  }
}
