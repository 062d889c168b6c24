package net.vimmerse.workflow.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Cause;
import net.vimmerse.workflow.simulator.webhook.AttemptResult.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Map<DestinationPolicy, HttpWebhookSender> SENDERS =
      new ConcurrentHashMap<>();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "::127.0.0.1, LOOPBACK",
    "10.0.0.1, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.168.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "100.128.0.0, PUBLIC",
    "fc00::1, PRIVATE",
    "fdff::1, PRIVATE",
    "fe00::1, PUBLIC",
    "169.254.169.254, LINK_LOCAL",
    "169.254.0.0, LINK_LOCAL",
    "169.255.0.0, PUBLIC",
    "::ffff:169.254.169.254, LINK_LOCAL",
    "::169.254.169.254, LINK_LOCAL",
    "64:ff9b::169.254.169.254, LINK_LOCAL",
    "2002:a9fe:a9fe::1, LINK_LOCAL",
    "fe80::1, LINK_LOCAL",
    "febf::1, LINK_LOCAL",
    "fd00:ec2::254, LINK_LOCAL",
    "100.100.100.200, LINK_LOCAL",
    "0.0.0.0, UNROUTABLE",
    "::, UNROUTABLE",
    "255.255.255.255, UNROUTABLE",
    "224.0.0.1, UNROUTABLE",
    "ff02::1, UNROUTABLE",
    "8.8.8.8, PUBLIC",
    "2001:4860:4860::8888, PUBLIC",
    // Java has its own reading of these, and the HTTP client shares it.
    "2130706433, LOOPBACK",
    "2852039166, LINK_LOCAL",
    "127.1, LOOPBACK",
  })
  void an_address_has_a_scope(String address, AddressScope scope) throws UnknownHostException {
    assertThat(AddressScope.of(InetAddress.getByName(address))).isEqualTo(scope);
  }

  @ParameterizedTest
  @CsvSource({
    "LOOPBACK, true, true",
    "PRIVATE, true, false",
    "PUBLIC, true, false",
    "LINK_LOCAL, false, false",
    "UNROUTABLE, false, false",
  })
  void a_policy_permits_by_scope(AddressScope scope, boolean byDefault, boolean loopbackOnly) {
    assertThat(DestinationPolicy.ofDefaults().scopes().contains(scope)).isEqualTo(byDefault);
    assertThat(DestinationPolicy.loopbackOnly().scopes().contains(scope)).isEqualTo(loopbackOnly);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://[fe80::1%1]/",
        "http://2852039166/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::ffff:169.254.169.254]:80/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://0.0.0.0:8080/",
        "http://[::]/",
        "http://224.0.0.1/",
        "HTTP://169.254.169.254/",
      })
  void a_forbidden_destination_is_rejected_without_a_request(String url)
      throws InterruptedException {
    assertThat(result(DestinationPolicy.ofDefaults(), url)).isEqualTo(Cause.NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        "/path",
        "//localhost/",
        "http:",
        "http://",
        "http:///path",
        "http://:80/",
        "http:localhost",
        "http://local host/",
        "http://localhost:0/",
        "http://localhost:65536/",
        "http://localhost:99999999999/",
        "http://localhost:port/",
        "http://user@localhost/",
        "http://user:secret@localhost/",
        "http://localhost@169.254.169.254/",
        "http://0x7f.0.0.1/",
        "http://[::1/",
        "http://[1.2.3.4]/",
        "http://{host}/",
        "http://a\r\nb/",
        "http://\u0000/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "jar:http://localhost/a.jar!/b",
        "ws://localhost/",
        "mailto:a@localhost",
      })
  void invalid_urls_are_failures_not_exceptions(String url) throws InterruptedException {
    assertThat(result(DestinationPolicy.ofDefaults(), url)).isEqualTo(Cause.INVALID_URL);
  }

  /** Versions of Java differ in whether a leading zero means octal. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0251.0376.0251.0376/",
        "http://0251.254.169.254/",
        "http://169.254.43518/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[fe80::1%25lo]/",
      })
  void unusual_address_forms_are_checked_or_rejected(String url) throws InterruptedException {
    assertThat(result(new DestinationPolicy(Set.of()), url))
        .isIn(Cause.INVALID_URL, Cause.UNKNOWN_HOST, Cause.NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost:8080/hook?a=b#c",
        "https://example.com/hook",
        "HTTPS://EXAMPLE.COM",
        "http://[::1]:8080/",
        "http://127.0.0.1:65535/",
        "http://xn--zrich-kva.example/",
      })
  void ordinary_urls_are_accepted(String url) throws URISyntaxException {
    assertThat(DestinationPolicy.parseUrl(url)).hasToString(url);
  }

  @Test
  void loopback_only_rejects_other_scopes() throws InterruptedException {
    assertThat(result(DestinationPolicy.loopbackOnly(), "http://10.0.0.1/"))
        .isEqualTo(Cause.NOT_ALLOWED);
    assertThat(result(DestinationPolicy.loopbackOnly(), "http://8.8.8.8/"))
        .isEqualTo(Cause.NOT_ALLOWED);
  }

  @Test
  void a_host_is_rejected_if_any_of_its_addresses_is_forbidden() throws InterruptedException {
    HostResolver mixed =
        host ->
            List.of(
                InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress(
                    host, new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}));
    HttpWebhookSender sender =
        new HttpWebhookSender(DestinationPolicy.ofDefaults(), SECOND, SECOND, mixed);

    assertThat(sender.send("http://innocent.example/", Map.of(), ""))
        .isEqualTo(
            new Failure(
                Cause.NOT_ALLOWED, "innocent.example is not an allowed destination: link-local"));
  }

  @Test
  void an_unknown_host_is_retryable() throws InterruptedException {
    HostResolver empty =
        host -> {
          throw new UnknownHostException(host);
        };
    AttemptResult result =
        new HttpWebhookSender(DestinationPolicy.ofDefaults(), SECOND, SECOND, empty)
            .send("http://nobody.example/", Map.of(), "");

    assertThat(result).isEqualTo(new Failure(Cause.UNKNOWN_HOST, "unknown host nobody.example"));
    assertThat(result.retryable()).isTrue();
  }

  private static Cause result(DestinationPolicy policy, String url) throws InterruptedException {
    AttemptResult result =
        SENDERS
            .computeIfAbsent(
                policy,
                key ->
                    new HttpWebhookSender(
                        key, SECOND, SECOND, host -> List.of(InetAddress.getAllByName(host))))
            .send(url, Map.of(), "{}");
    assertThat(result.accepted()).isFalse();
    return ((Failure) result).cause();
  }
}
