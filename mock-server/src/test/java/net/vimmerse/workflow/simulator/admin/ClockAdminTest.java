package net.vimmerse.workflow.simulator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockAdminTest {

  private Simulator simulator;
  private ApiClient api;

  @BeforeEach
  void start() {
    simulator = Simulator.builder().duration(Duration.ofHours(1)).start();
    api = new ApiClient(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void advancing_a_namespace_does_not_affect_others() {
    String id = api.createdFor("x").path("id").asText();
    ApiClient other = new ApiClient(simulator);
    String others = other.createdFor("x").path("id").asText();

    api.admin("POST", "/clock", "{\"advance\": \"PT1H\"}");

    assertThat(api.workflow(id).path("processing_status").asText()).isEqualTo("success");
    assertThat(other.workflow(others).path("processing_status").asText()).isEqualTo("new");
  }

  @Test
  void the_global_clock_moves_every_namespace_that_follows_it() {
    String id = api.createdFor("x").path("id").asText();
    ApiClient frozen = new ApiClient(simulator);
    frozen.admin("POST", "/clock", "{\"frozen\": true}");
    String still = frozen.createdFor("x").path("id").asText();

    simulator.clock().advance(Duration.ofHours(1));

    assertThat(api.workflow(id).path("processing_status").asText()).isEqualTo("success");
    assertThat(frozen.workflow(still).path("processing_status").asText()).isEqualTo("new");
  }

  @Test
  void a_frozen_clock_moves_only_when_it_is_advanced() {
    api.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"2026-01-01T00:00:00Z\"}");

    assertThat(api.admin("/clock").path("now").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(api.createdFor("x").path("created_at").asText())
        .isEqualTo("2026-01-01 00:00:00.000000+00:00");
    assertThat(api.admin("POST", "/clock", "{\"advance\": \"90s\"}").json().path("now").asText())
        .isEqualTo("2026-01-01T00:01:30Z");
  }

  @Test
  void a_reset_clock_follows_real_time() {
    api.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"2001-01-01T00:00:00Z\"}");

    JsonNode clock = api.admin("POST", "/clock", "{\"reset\": true}").json();

    assertThat(clock.path("frozen").asBoolean()).isFalse();
    assertThat(Instant.parse(clock.path("now").asText()))
        .isAfter(Instant.parse("2020-01-01T00:00:00Z"));
  }

  @Test
  void a_scaled_clock_runs_faster_than_real_time() {
    assertThat(api.admin("POST", "/clock", "{\"scale\": 60}").json().path("scale").asDouble())
        .isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"advance\": \"-PT1S\"}",
        "{\"advance\": \"soon\"}",
        "{\"advance\": 5}",
        "{\"now\": \"yesterday\"}",
        "{\"now\": \"1900-01-01T00:00:00Z\"}",
        "{\"scale\": -1}",
        "{\"speed\": 2}",
        "[]",
        "{"
      })
  void invalid_clock_changes_return_422(String change) {
    assertThat(api.admin("POST", "/clock", change).status()).isEqualTo(422);
  }
}
