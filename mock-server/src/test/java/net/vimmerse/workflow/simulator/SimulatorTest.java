package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatorTest {

  @Test
  void simulators_in_one_process_share_no_state() {
    try (Simulator one = Simulator.builder().start();
        Simulator other = Simulator.builder().start()) {
      String id = new ApiClient(one, "key").created("{}").path("id").asText();

      assertThat(new ApiClient(other, "key").get("/v2/workflow/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void an_unavailable_port_is_reported() {
    try (Simulator first = Simulator.builder().start()) {
      assertThatThrownBy(() -> Simulator.builder().port(first.port()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(first.port()));
    }
  }

  @Test
  void closing_twice_has_no_effect() {
    Simulator simulator = Simulator.builder().start();

    simulator.close();
    simulator.close();
  }

  @Test
  void invalid_settings_are_rejected_by_name() {
    assertThatThrownBy(() -> Simulator.builder().port(70_000)).hasMessageContaining("port");
    assertThatThrownBy(() -> Simulator.builder().duration(Duration.ofSeconds(-1)))
        .hasMessageContaining("duration");
  }

  @Test
  void concurrent_creates_return_distinct_workflows() {
    try (Simulator simulator = Simulator.builder().start()) {
      List<String> ids =
          IntStream.range(0, 200)
              .parallel()
              .mapToObj(i -> new ApiClient(simulator, "key" + i).created("{}").path("id").asText())
              .collect(Collectors.toList());

      assertThat(Set.copyOf(ids)).hasSize(200);
    }
  }
}
