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
import net.vimmerse.workflow.simulator.webhook.Reply.Cause;
import net.vimmerse.workflow.simulator.webhook.Reply.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Map<Targets, HttpSender> SENDERS = new ConcurrentHashMap<>();

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
    "0.0.0.0, NOWHERE",
    "::, NOWHERE",
    "255.255.255.255, NOWHERE",
    "224.0.0.1, NOWHERE",
    "ff02::1, NOWHERE",
    "8.8.8.8, PUBLIC",
    "2001:4860:4860::8888, PUBLIC",
    // Java reads these its own way, and the client reads them as Java does.
    "2130706433, LOOPBACK",
    "2852039166, LINK_LOCAL",
    "127.1, LOOPBACK",
  })
  void an_address_tells_how_far_away_it_is(String address, Reach reach)
      throws UnknownHostException {
    assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
  }

  @ParameterizedTest
  @CsvSource({
    "LOOPBACK, true, true, true",
    "PRIVATE, true, false, true",
    "PUBLIC, true, false, true",
    "LINK_LOCAL, false, false, true",
    "NOWHERE, false, false, false",
  })
  void what_is_allowed_goes_by_how_far_away_it_is(
      Reach reach, boolean byDefault, boolean loopbackOnly, boolean withLinkLocal) {
    assertThat(Targets.ofDefaults().reach().contains(reach)).isEqualTo(byDefault);
    assertThat(Targets.loopbackOnly().reach().contains(reach)).isEqualTo(loopbackOnly);
    assertThat(Targets.ofDefaults().withLinkLocal().reach().contains(reach))
        .isEqualTo(withLinkLocal);
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
  void a_target_that_is_not_allowed_is_refused_without_a_call(String url)
      throws InterruptedException {
    assertThat(reply(Targets.ofDefaults(), url)).isEqualTo(Cause.NOT_ALLOWED);
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
  void what_is_no_url_to_call_is_refused_and_nothing_is_thrown(String url)
      throws InterruptedException {
    assertThat(reply(Targets.ofDefaults(), url)).isEqualTo(Cause.INVALID_URL);
  }

  /** Whether a leading zero means octal or nothing differs between versions of Java. */
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
  void an_odd_spelling_leads_nowhere_but_to_the_address_that_was_checked(String url)
      throws InterruptedException {
    assertThat(reply(new Targets(Set.of(), Set.of()), url))
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
  void an_ordinary_url_can_be_called(String url) throws URISyntaxException {
    assertThat(Targets.callable(url)).hasToString(url);
  }

  @Test
  void loopback_only_refuses_what_is_further_away() throws InterruptedException {
    assertThat(reply(Targets.loopbackOnly(), "http://10.0.0.1/")).isEqualTo(Cause.NOT_ALLOWED);
    assertThat(reply(Targets.loopbackOnly(), "http://8.8.8.8/")).isEqualTo(Cause.NOT_ALLOWED);
  }

  @Test
  void only_listed_hosts_are_looked_up_if_there_is_a_list() throws InterruptedException {
    Targets listed = Targets.ofDefaults().withHosts(Set.of("Hooks.example"));

    assertThat(reply(listed, "http://example/")).isEqualTo(Cause.NOT_ALLOWED);
    assertThat(listed.objection("hooks.EXAMPLE")).isEmpty();
  }

  @Test
  void a_name_that_leads_elsewhere_is_refused_even_if_only_one_of_its_addresses_does()
      throws InterruptedException {
    AddressBook twoFaced =
        host ->
            List.of(
                InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress(
                    host, new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}));
    HttpSender sender = new HttpSender(Targets.ofDefaults(), SECOND, SECOND, twoFaced);

    assertThat(sender.send("http://innocent.example/", Map.of(), ""))
        .isEqualTo(
            new Failure(
                Cause.NOT_ALLOWED, "innocent.example is not an allowed target: link-local"));
  }

  @Test
  void a_name_without_address_may_get_one_later() throws InterruptedException {
    AddressBook empty =
        host -> {
          throw new UnknownHostException(host);
        };
    Reply reply =
        new HttpSender(Targets.ofDefaults(), SECOND, SECOND, empty)
            .send("http://nobody.example/", Map.of(), "");

    assertThat(reply)
        .isEqualTo(new Failure(Cause.UNKNOWN_HOST, "no address is known for nobody.example"));
    assertThat(reply.worthRepeating()).isTrue();
  }

  private static Cause reply(Targets targets, String url) throws InterruptedException {
    Reply reply =
        SENDERS
            .computeIfAbsent(targets, rule -> new HttpSender(rule, SECOND, SECOND))
            .send(url, Map.of(), "{}");
    assertThat(reply.accepted()).isFalse();
    return ((Failure) reply).cause();
  }
}
