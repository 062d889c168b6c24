package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import mockwebserver3.RecordedRequest;
import net.vimmerse.workflow.client.model.AspectRatio;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Template;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VideoOptions;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest extends MockServiceTest {
  @Test
  void create_sends_the_properties_that_are_set_and_the_api_key() throws Exception {
    enqueue(200, workflow("new", 0));
    WorkflowHandle handle =
        client.create(
            VimAstronautRequest.builder()
                .title("Launch")
                .addImageUrl("https://example.com/input.png")
                .options(VideoOptions.builder().aspectRatio(AspectRatio.PORTRAIT_9_16).build())
                .build());
    assertThat(handle.id()).isEqualTo("w-1");
    assertThat(handle.workflow().processingStatus()).isSameAs(ProcessingStatus.NEW);
    RecordedRequest request = service.takeRequest();
    assertThat(request.getRequestLine()).startsWith("POST /v2/workflow HTTP");
    assertThat(request.getHeaders().get("X-Api-Key")).isEqualTo(KEY);
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            "{\"title\":\"Launch\",\"image_urls\":[\"https://example.com/input.png\"],"
                + "\"template_id\":\"vim_astronaut\",\"options\":{\"aspect_ratio\":\"9:16\"}}");
  }

  @Test
  void create_accepts_a_template_that_is_newer_than_the_jar() throws Exception {
    enqueue(200, workflow("new", 0));
    client.create(CreateWorkflowRequest.forTemplate("vim_brand_new").option("a", 1).build());
    assertThat(sentBody()).isEqualTo("{\"template_id\":\"vim_brand_new\",\"options\":{\"a\":1}}");
  }

  @Test
  void get_update_and_delete_send_the_workflow_id() throws Exception {
    enqueue(200, workflow("processing", 45));
    enqueue(200, workflow("processing", 45));
    enqueue(200, workflow("processing", 45));
    assertThat(client.get("w-1").progressPercentage()).isEqualTo(45);
    client.update("w-1", UpdateWorkflowRequest.builder().title("t").deliveredAt(null).build());
    client.delete("w-1");
    assertThat(service.takeRequest().getRequestLine()).startsWith("GET /v2/workflow/w-1 HTTP");
    RecordedRequest update = service.takeRequest();
    assertThat(update.getRequestLine()).startsWith("PUT /v2/workflow/w-1 HTTP");
    assertThat(update.getBody().utf8()).isEqualTo("{\"title\":\"t\",\"delivered_at\":null}");
    assertThat(service.takeRequest().getRequestLine()).startsWith("DELETE /v2/workflow/w-1 HTTP");
  }

  @Test
  void an_id_cannot_change_the_path() throws Exception {
    enqueue(200, workflow("new", 0));
    client.get("a/b?c#d");
    assertThat(service.takeRequest().getTarget()).isEqualTo("/v2/workflow/a%2Fb%3Fc%23d");
    assertThatIllegalArgumentException().isThrownBy(() -> client.get(".."));
    assertThatIllegalArgumentException().isThrownBy(() -> client.delete(""));
    assertThatNullPointerException().isThrownBy(() -> client.get(null));
  }

  @Test
  void templates_are_listed_with_detail_only_on_request() throws Exception {
    enqueue(200, "{\"data\": [{\"template_id\": \"t-1\", \"credits\": {\"video\": 100}}]}");
    enqueue(200, "[{\"template_id\": \"t-1\", \"options\": [{\"name\": \"n\", \"default\": 3}]}]");
    List<Template> brief = client.templates();
    Template detailed = client.templates(true).get(0);
    assertThat(brief.get(0).credits()).containsEntry("video", 100);
    assertThat(detailed.options().get(0).defaultValue()).isEqualTo(3L);
    assertThat(service.takeRequest().getTarget()).isEqualTo("/v2/workflow/templates");
    assertThat(service.takeRequest().getTarget()).isEqualTo("/v2/workflow/templates?detail=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": \"w-1\", \"title\": \"t\"}",
        "{\"data\": {\"id\": \"w-1\", \"title\": \"t\"}}"
      })
  void a_response_is_accepted_with_and_without_an_envelope(String body) {
    enqueue(200, body);
    assertThat(client.get("w-1").title()).isEqualTo("t");
  }

  @Test
  void a_base_url_may_have_a_path_without_a_trailing_slash() throws Exception {
    enqueue(200, workflow("new", 0));
    try (WorkflowClient gateway =
        builder().baseUrl(service.url("/gateway/vimmerse").toString()).build()) {
      gateway.get("w-1");
    }
    assertThat(service.takeRequest().getTarget()).isEqualTo("/gateway/vimmerse/v2/workflow/w-1");
  }

  @Test
  void the_base_url_defaults_to_the_live_service() {
    try (WorkflowClient live = WorkflowClient.builder().apiKey(KEY).build()) {
      assertThat(live).hasToString("WorkflowClient{https://api.vimmerse.net/...}");
    }
  }

  @Test
  void a_client_requires_a_valid_api_key() {
    assertThatIllegalStateException()
        .isThrownBy(() -> WorkflowClient.builder().build())
        .withMessageContaining("apiKey(...)");
    for (String key : List.of("", KEY + "\n", "two words", "schlüssel")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WorkflowClient.builder().apiKey(key))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(KEY));
    }
  }

  @Test
  void an_invalid_base_url_is_rejected() {
    for (String url :
        List.of("api.vimmerse.net", "ftp://example.com", "https://example.com/?a=b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> WorkflowClient.builder().baseUrl(url));
    }
  }

  @Test
  void a_closed_client_sends_no_request() {
    client.close();
    assertThatIllegalStateException().isThrownBy(() -> client.get("w-1"));
    assertThat(service.getRequestCount()).isZero();
  }

  @Test
  void closing_the_client_does_not_close_a_shared_http_client() {
    OkHttpClient shared = new OkHttpClient();
    builder().httpClient(shared).build().close();
    assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
    shared.dispatcher().executorService().shutdown();
  }

  @Test
  void a_handle_waits_with_its_client() {
    enqueue(200, workflow("new", 0));
    enqueue(200, workflow("success", 100));
    Workflow done = client.create(VimAstronautRequest.builder().build()).await();
    assertThat(done.processingStatus()).isSameAs(ProcessingStatus.SUCCESS);
  }
}
