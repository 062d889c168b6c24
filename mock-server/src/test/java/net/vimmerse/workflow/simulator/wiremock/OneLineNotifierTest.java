package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneLineNotifierTest {

  private final List<String> lines = new ArrayList<>();

  private final OneLineNotifier notifier = new OneLineNotifier(lines::add);

  @Test
  void an_error_of_wiremock_is_one_line_without_its_stack_trace() {
    notifier.error("cannot do it", new IllegalStateException("off\n\tat a.b.C"));
    notifier.error("");
    notifier.info("a request");

    assertThat(lines).containsExactly("WireMock: cannot do it: off", "WireMock: unknown error");
  }
}
