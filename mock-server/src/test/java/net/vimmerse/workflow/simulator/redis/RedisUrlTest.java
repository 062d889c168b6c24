package net.vimmerse.workflow.simulator.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "redis://host redis://host:6379",
        "redis://host:7000/3 redis://host:7000/3",
        "REDIS://127.0.0.1/ redis://127.0.0.1:6379",
        "redis://user:s%2Fecret@host:7000 redis://host:7000",
        "rediss://:secret@host rediss://host:6379",
        "redis-sentinel://:secret@a,b:7000/main redis-sentinel://a:26379,b:7000/main",
        "rediss-cluster://user:secret@a:1,b:2 rediss-cluster://a:1,b:2",
      })
  void is_printed_without_user_and_password(String url, String printed) {
    assertThat(RedisUrl.parse(url)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host:6379",
        "http://host",
        "redis://",
        "redis://a,b",
        "redis://host/first",
        "redis://host:x",
        "redis://host:0",
        "redis://host:70000",
        "redis://host/0?secret=1",
        "redis-sentinel://host",
        "redis-cluster://host/1",
      })
  void a_malformed_one_is_rejected(String url) {
    assertThatThrownBy(() -> RedisUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected redis://");
  }

  @Test
  void an_error_does_not_show_the_password() {
    assertThatThrownBy(() -> RedisUrl.parse("redis://user:secret@host:x"))
        .hasMessageNotContaining("secret");
  }
}
