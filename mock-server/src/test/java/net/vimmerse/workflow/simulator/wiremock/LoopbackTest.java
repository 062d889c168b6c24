package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;

class LoopbackTest {

  private static final String BODY = "{\"image_urls\": [\"https://example.com/in.png\"]}";

  @Test
  void every_name_of_this_machine_works_by_default() {
    try (Simulator simulator = Simulator.builder().duration(Duration.ZERO).start()) {
      for (String host : hosts()) {
        String url = "http://" + host + ":" + simulator.port();
        String id =
            ApiClient.send(
                    request(url + "/v2/workflow").POST(HttpRequest.BodyPublishers.ofString(BODY)))
                .json()
                .at("/data/id")
                .asText();
        String output =
            ApiClient.send(request(url + "/v2/workflow/" + id))
                .json()
                .at("/data/images")
                .toString();

        assertThat(id).as(host).isNotEmpty();
        assertThat(output).isNotEmpty();
        assertThat(ApiClient.send(request(url + "/__admin/mappings")).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_program_on_the_ipv6_port_does_not_prevent_the_start() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, loopback(ipv6() ? 16 : 4));
        Simulator simulator = Simulator.builder().port(other.getLocalPort()).start()) {
      assertThat(ApiClient.send(request(simulator.url() + "/v2/workflow/templates")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void a_closed_simulator_listens_nowhere() {
    Simulator simulator = Simulator.builder().start();
    int port = simulator.port();
    simulator.close();

    for (String host : hosts()) {
      assertThatThrownBy(() -> new Socket(host, port).close()).isInstanceOf(IOException.class);
    }
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("X-Api-Key", "demo")
        .header("Content-Type", "application/json");
  }

  private static List<String> hosts() {
    List<String> hosts = new ArrayList<>(List.of("127.0.0.1", "localhost"));
    if (ipv6()) {
      hosts.add("[::1]");
    }
    return hosts;
  }

  /** Returns the address of this machine, or another one of this machine in IPv4. */
  private static InetAddress loopback(int octets) throws IOException {
    byte[] address = new byte[octets];
    address[0] = (byte) (octets == 4 ? 127 : 0);
    address[octets - 1] = (byte) (octets == 4 ? 2 : 1);
    return InetAddress.getByAddress(address);
  }

  private static boolean ipv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback(16))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
