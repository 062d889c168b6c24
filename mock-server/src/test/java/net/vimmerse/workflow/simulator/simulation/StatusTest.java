package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTest {

  @Test
  void statuses_print_as_the_api_writes_them() {
    assertThat(Status.values())
        .extracting(Status::toString)
        .containsExactly("new", "processing", "success", "fail");
  }
}
