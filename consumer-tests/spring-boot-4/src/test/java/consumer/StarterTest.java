package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The application as it is, with the simulator as the service. */
@WithSimulator
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.endpoints.web.exposure.include=health,metrics",
      "management.endpoint.health.show-details=always"
    })
class StarterTest {
  private static final VimAstronautRequest REQUEST =
      VimAstronautRequest.builder().addImageUrl("https://example.com/in.png").build();

  @Autowired private WorkflowClient client;
  @Autowired private WorkflowController controller;

  @Value("${local.server.port}")
  private int port;

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path);
  }

  @RepeatedTest(2)
  void the_injected_client_waits_on_the_clock_of_the_test(TestNamespace namespace) {
    Instant start = namespace.clock().instant();
    namespace.outcome("slow=10m");

    assertThat(client.create(REQUEST).await().processingStatus())
        .isSameAs(ProcessingStatus.SUCCESS);
    assertThat(client.create(REQUEST).awaitAsync().join().result()).isNotEmpty();
    assertThat(Duration.between(start, namespace.clock().instant()))
        .isGreaterThan(Duration.ofMinutes(20));
    assertThat(namespace.calls("createWorkflow")).isEqualTo(2);
  }

  @Test
  void models_and_webhooks_are_bodies_of_requests_and_responses() throws Exception {
    HttpResponse<String> created = post("/workflows", REQUEST.toJson());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    Workflow workflow = Workflow.fromJson(created.body());
    assertThat(workflow).isEqualTo(client.get(workflow.id()));

    String event = "{\"workflow_id\":\"" + workflow.id() + "\",\"status\":\"success\"}";
    assertThat(post("/webhooks", event).statusCode()).isEqualTo(200);
    assertThat(controller.ended).contains(workflow);
    assertThat(post("/webhooks", "{}").statusCode()).isEqualTo(400);
    assertThat(post("/webhooks", "{\"workflow_id\":\"forged\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void health_and_metrics_show_the_client() throws Exception {
    assertThat(send(HttpRequest.newBuilder(), "/actuator/health").body())
        .matches(
            "\\{.*\"status\":\"UP\".*\"workflow\":\\{[^}]*\"templates\":"
                + client.templates().size()
                + "\\D.*");
    client.create(REQUEST).await();
    for (String metric : new String[] {"workflow.client.calls", "workflow.client.waits"}) {
      assertThat(send(HttpRequest.newBuilder(), "/actuator/metrics/" + metric).body())
          .contains("\"operation\"", "\"template\"", "\"status\"", "\"vim_astronaut\"");
    }
  }

  @Test
  void an_application_with_two_clients_starts_and_has_no_indicator_of_them() {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(TwoClients.class).web(WebApplicationType.NONE).run()) {
      assertThat(context.containsBean("workflowHealthIndicator")).isFalse();
    }
  }

  @EnableAutoConfiguration
  static class TwoClients {
    @Bean
    static WorkflowClient first() {
      return WorkflowClient.builder().apiKey("first").build();
    }

    @Bean
    static WorkflowClient second() {
      return WorkflowClient.builder().apiKey("second").build();
    }
  }
}
