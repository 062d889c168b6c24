package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamespaceIdTest {

  @Test
  void equal_keys_have_equal_ids() {
    assertThat(NamespaceId.of("a"))
        .isEqualTo(NamespaceId.of("a"))
        .isNotEqualTo(NamespaceId.of("b"));
  }

  @Test
  void the_id_does_not_reveal_the_key() {
    NamespaceId namespace = NamespaceId.of("secret");

    assertThat(namespace.toString() + namespace.customerId() + namespace.userId())
        .doesNotContain("secret");
    assertThat(namespace.customerId()).endsWith(namespace.name());
    assertThat(namespace.userId()).contains(namespace.name());
  }
}
