package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Creates, polls and downloads with Spring's HTTP clients as an application gets them. */
@WithSimulator
class HttpClientsTest {

  private static final Map<String, Object> BODY =
      Map.of("image_urls", List.of("https://example.com/in.png"), "event_id", "sim:polls=2");

  @Test
  void rest_client_uses_the_http_client_of_the_jdk() {
    assertThat(ReflectionTestUtils.getField(RestClient.create(), "clientRequestFactory"))
        .isInstanceOf(JdkClientHttpRequestFactory.class);
  }

  @Test
  void rest_client(TestNamespace namespace) {
    RestClient client =
        RestClient.builder()
            .baseUrl(namespace.url())
            .defaultHeader("X-Api-Key", namespace.apiKey())
            .build();

    check(
        () ->
            client
                .post()
                .uri("/v2/workflow")
                .contentType(MediaType.APPLICATION_JSON)
                .body(BODY)
                .retrieve()
                .body(JsonNode.class),
        path -> client.get().uri(path).retrieve().body(JsonNode.class),
        url -> client.get().uri(url).retrieve().body(byte[].class));
  }

  @Test
  void rest_template(TestNamespace namespace) {
    RestTemplate client = new RestTemplate(new JdkClientHttpRequestFactory());
    client
        .getInterceptors()
        .add(
            (request, body, execution) -> {
              request.getHeaders().set("X-Api-Key", namespace.apiKey());
              return execution.execute(request, body);
            });

    check(
        () -> client.postForObject(namespace.url() + "/v2/workflow", BODY, JsonNode.class),
        path -> client.getForObject(namespace.url() + path, JsonNode.class),
        url -> client.getForObject(url, byte[].class));
  }

  @Test
  void web_client(TestNamespace namespace) {
    WebClient client =
        WebClient.builder()
            .baseUrl(namespace.url())
            .defaultHeader("X-Api-Key", namespace.apiKey())
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build();

    check(
        () ->
            client
                .post()
                .uri("/v2/workflow")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(BODY)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(),
        path -> client.get().uri(path).retrieve().bodyToMono(JsonNode.class).block(),
        url -> client.get().uri(url).retrieve().bodyToMono(byte[].class).block());
  }

  private static void check(
      Supplier<JsonNode> create, Function<String, JsonNode> read, Function<URI, byte[]> download) {
    String path = "/v2/workflow/" + create.get().at("/data/id").asText();

    assertThat(read.apply(path).at("/data/processing_status").asText()).isEqualTo("processing");
    JsonNode done = read.apply(path);
    assertThat(done.at("/data/processing_status").asText()).isEqualTo("success");
    byte[] clip = download.apply(URI.create(done.at("/data/result/0/url").asText()));
    assertThat(new String(clip, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
    assertThat(clip.length).isEqualTo(done.at("/data/media_result/0/size").asInt());
  }
}
