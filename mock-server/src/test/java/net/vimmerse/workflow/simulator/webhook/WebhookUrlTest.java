package net.vimmerse.workflow.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://a/hook, http://a/hook",
    "http://a/hook?token=s3cret, http://a/hook?token=***",
    "http://a/hook?a=1&b=2#c, http://a/hook?a=***&b=***#c",
    "http://a/hook?s3cret, http://a/hook?***",
    "http://a/hook?a=b=c, http://a/hook?a=***",
    "not a url, not a url"
  })
  void values_of_the_query_are_hidden(String url, String redacted) {
    assertThat(WebhookUrl.redacted(url)).isEqualTo(redacted);
  }

  @Test
  void a_body_is_changed_in_the_url_only() {
    assertThat(
            WebhookUrl.redactedIn(
                "{\"title\": \"a?b=c\", \"webhook_url\" : \"http://a/?t=$1\\\\\", \"event_id\": \"x\"}"))
        .isEqualTo(
            "{\"title\": \"a?b=c\", \"webhook_url\" : \"http://a/?t=***\", \"event_id\": \"x\"}");
  }

  @Test
  void the_value_of_a_violation_is_hidden_whatever_its_length() {
    String url = "https://a?t=" + "\\\"x".repeat(10_000);
    String before = "{\"loc\":[\"body\",\"webhook_url\"],\"msg\":\"m\",\"type\":\"t\",\"input\":\"";

    assertThat(WebhookUrl.redactedIn(before + url + "\"}"))
        .isEqualTo(before + "https://a?t=***\"}");
    assertThat(WebhookUrl.redactedIn(before + url)).isEqualTo(before + "https://a?t=***");
    assertThat(WebhookUrl.redactedIn(before + url + "\\"))
        .as("cut")
        .isEqualTo(before + "https://a?t=***");
  }

  @Test
  void no_log_shows_the_secret_that_the_receiver_gets() {
    try (Simulator simulator = Simulator.builder().start()) {
      ApiClient api = new ApiClient(simulator);
      api.admin("POST", "/clock", "{\"frozen\": true}");
      String id =
          api.created("{\"webhook_url\": \"http://127.0.0.1:1/?token=s3cret\"}")
              .path("id")
              .asText();
      api.admin("POST", "/clock", "{\"advance\": \"1m\"}");
      api.create("{\"webhook_url\": \"http://a/?token=s3cret\", \"image_urls\": 1}");
      api.create("{\"webhook_url\": \"http://a/?token=s3cret\", \"template_id\": \"none\"}");
      api.create("{\"webhook_url\": \"no url?token=s3cret\"}");

      assertThat(api.admin("/webhooks").toString())
          .contains("http://127.0.0.1:1/?token=***")
          .doesNotContain("s3cret");
      assertThat(api.admin("/requests").toString()).contains("***").doesNotContain("s3cret");
      assertThat(api.admin("/workflows/" + id).toString()).contains("***").doesNotContain("s3cret");
      assertThat(api.admin("/snapshot").toString()).contains("s3cret");
    }
  }
}
