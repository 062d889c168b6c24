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
  void two_simulators_run_side_by_side_and_share_nothing() {
    try (Simulator one = Simulator.builder().start();
        Simulator other = Simulator.builder().start()) {
      String id = new ApiClient(one, "key").created("{}").path("id").asText();

      assertThat(new ApiClient(other, "key").get("/v2/workflow/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void a_taken_port_is_named() {
    try (Simulator first = Simulator.builder().start()) {
      assertThatThrownBy(() -> Simulator.builder().port(first.port()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(first.port()));
    }
  }

  @Test
  void it_can_be_closed_twice() {
    Simulator simulator = Simulator.builder().start();

    simulator.close();
    simulator.close();
  }

  @Test
  void impossible_settings_are_rejected_by_name() {
    assertThatThrownBy(() -> Simulator.builder().port(70_000)).hasMessageContaining("port");
    assertThatThrownBy(() -> Simulator.builder().duration(Duration.ofSeconds(-1)))
        .hasMessageContaining("duration");
  }

  @Test
  void many_callers_at_once_each_get_their_own_workflow() {
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
