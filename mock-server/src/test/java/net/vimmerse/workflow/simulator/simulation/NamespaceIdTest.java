package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamespaceIdTest {

  @Test
  void the_same_key_always_has_the_same_namespace_and_another_key_another() {
    assertThat(NamespaceId.of("a"))
        .isEqualTo(NamespaceId.of("a"))
        .isNotEqualTo(NamespaceId.of("b"));
  }

  @Test
  void nothing_in_it_tells_the_key() {
    NamespaceId namespace = NamespaceId.of("secret");

    assertThat(namespace.toString() + namespace.customerId() + namespace.userId())
        .doesNotContain("secret");
    assertThat(namespace.customerId()).endsWith(namespace.name());
    assertThat(namespace.userId()).contains(namespace.name());
  }
}
