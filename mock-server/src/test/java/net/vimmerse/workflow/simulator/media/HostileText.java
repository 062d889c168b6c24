package net.vimmerse.workflow.simulator.media;

import java.util.stream.Stream;

/** Provides titles that users send by accident or on purpose. */
final class HostileText {
  private HostileText() {}

  static Stream<String> all() {
    return Stream.of(
        "",
        " ",
        "\u0000\u0001\u001B[31m\u007F",
        "\r\n\t\u2028\u2029",
        "x".repeat(10_000),
        "many words ".repeat(1_000),
        "🚀👩‍👩‍👧‍👦🏳️‍🌈🇪🇪",
        "\uD83D lone surrogate \uDE80",
        "مرحبا بالعالم \u202E drawkcab",
        "e" + "\u0301".repeat(5_000),
        "\uFDFA".repeat(300),
        "日本語の題名 한국어 제목",
        "<script>alert('x')</script> & %s %n ${jndi:x}");
  }
}
