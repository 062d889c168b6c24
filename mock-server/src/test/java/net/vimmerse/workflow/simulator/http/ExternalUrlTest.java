package net.vimmerse.workflow.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalUrlTest {

  private static final String SERVER = "127.0.0.1:8080";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Host=a:1|http://a:1",
        "X-Forwarded-Proto=https|https://127.0.0.1:8080",
        "X-Forwarded-Proto=https;X-Forwarded-Host=a.example|https://a.example",
        "X-Forwarded-Proto=HTTPS, http;X-Forwarded-Host=a.example, b|https://a.example",
        "X-Forwarded-Host=a.example;X-Forwarded-Port=8443|http://a.example:8443",
        "X-Forwarded-Host=a.example:1;X-Forwarded-Port=2|http://a.example:1",
        "X-Forwarded-Proto=https;X-Forwarded-Host=a;X-Forwarded-Port=443|https://a",
        "X-Forwarded-Host=[::2]:1;X-Forwarded-Prefix=/sim/|http://[::2]:1/sim",
        "X-Forwarded-Host=a;X-Forwarded-Prefix=/a/b|http://a/a/b",
        "X-Forwarded-Host=a;X-Forwarded-Prefix=/|http://a",
        // What a proxy would not send is ignored.
        "Host=a;X-Forwarded-Proto=javascript|http://a",
        "Host=a;X-Forwarded-Host=b/<script>|http://a",
        "Host=a;X-Forwarded-Prefix=//evil.example|http://a",
        "Host=a;X-Forwarded-Prefix=/\"x|http://a",
        "Host=a;X-Forwarded-Port=x|http://a"
      })
  void the_headers_of_a_trusted_proxy_are_believed(String headers, String url) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header : headers.split(";", -1)) {
      map.put(header.replaceFirst("=.*", ""), header.replaceFirst("[^=]*=", ""));
    }

    ExternalUrl finder = ExternalUrl.of(null, ExternalUrl.TRUSTED_PROXIES);

    assertThat(finder.find(map::get, "http", () -> SERVER, () -> "127.0.0.1")).isEqualTo(url);
    assertThat(finder.find(map::get, "http", () -> SERVER, () -> "[::1]")).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proto=https;host=a.example|https://a.example",
        "for=1.2.3.4; Host=\"a.example:8443\";proto=https, for=x;host=b|https://a.example:8443",
        "for=1.2.3.4|http://x"
      })
  void the_standard_header_is_believed_too(String forwarded, String url) {
    Map<String, String> headers = Map.of("Forwarded", forwarded, "Host", "x");

    assertThat(
            ExternalUrl.of(null, ExternalUrl.TRUSTED_PROXIES)
                .find(headers::get, "http", () -> SERVER, () -> "127.0.0.1"))
        .isEqualTo(url);
  }

  @Test
  void other_clients_can_only_choose_the_host() {
    Map<String, String> headers =
        Map.of("Host", "a", "X-Forwarded-Host", "b", "X-Forwarded-Proto", "https");

    assertThat(
            ExternalUrl.of(null, List.of("10.0.0.0/8"))
                .find(headers::get, "http", () -> SERVER, () -> "127.0.0.1"))
        .isEqualTo("http://a");
    assertThat(
            ExternalUrl.of(null, List.of("10.0.0.0/8"))
                .find(headers::get, "http", () -> SERVER, () -> "10.1.2.3"))
        .isEqualTo("https://b");
  }

  @Test
  void a_public_url_overrides_every_header() {
    Map<String, String> headers = Map.of("Host", "a", "X-Forwarded-Host", "b");

    assertThat(
            ExternalUrl.of("https://sim.example/x", ExternalUrl.TRUSTED_PROXIES)
                .find(headers::get, "http", () -> SERVER, () -> "127.0.0.1"))
        .isEqualTo("https://sim.example/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "ftp://a", "https://a/?b", "https://u@a", "https://", "https://a/b c"})
  void a_public_url_is_checked(String url) {
    assertThatThrownBy(() -> Simulator.builder().publicUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "10.0.0.0/x", "10.0.0.0/33", "::1/129", "example.com", ""})
  void proxies_are_addresses(String address) {
    assertThatThrownBy(() -> Simulator.builder().trustedProxies(List.of(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not an address");
  }
}
