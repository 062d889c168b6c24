package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that take a line to send, and minutes or gigabytes to write out. */
@Timeout(20)
class HostileNumbersTest {
  private Simulator simulator;
  private ApiClient api;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().start();
    api = new ApiClient(simulator, "demo");
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"visibility_status\": %s}",
        "{\"options\": {\"aspect_ratio\": %s}}",
        "{\"options\": %s}",
        "{\"template_id\": %s}",
        "{\"image_urls\": [%s]}",
        "{\"unknown\": {\"deep\": [%s]}}"
      })
  void a_body_with_a_huge_exponent_is_invalid(String body) {
    for (String number :
        new String[] {"1e9999999", "-1e999999999", "1e2147483648", "1e-999999999"}) {
      ApiClient.Response response = api.create(body.formatted(number));

      assertThat(response.status()).as(number).isEqualTo(422);
      assertThat(response.text()).hasSizeLessThan(2_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clock {\"scale\": %s}",
        "credits {\"balance\": %s}",
        "faults {\"status\": %s}",
        "outcomes {\"outcome\": %s}",
        "outcomes {\"outcome\": \"fail\", \"probability\": %s}",
        "webhooks {\"duplicates\": %s}"
      })
  void an_admin_request_with_a_huge_exponent_is_invalid(String request) {
    for (String number :
        new String[] {"1e9999999", "1e999999999", "1e2147483648", "1e-999999999"}) {
      String[] parts = request.formatted(number).split(" ", 2);

      assertThat(api.admin("POST", "/" + parts[0], parts[1]).status()).as(number).isEqualTo(422);
    }
  }
}
