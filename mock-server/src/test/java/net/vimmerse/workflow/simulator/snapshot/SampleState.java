package net.vimmerse.workflow.simulator.snapshot;

import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;

/** Fills a namespace with every kind of state, and reads that state through the APIs. */
public final class SampleState {

  public static final String WITH_WEBHOOK =
      "{\"template_id\": \"vim_astronaut\", \"image_urls\": [\"https://example.com/in.png\"],"
          + " \"webhook_url\": \"http://127.0.0.1:1/hook\"}";

  private SampleState() {}

  /** Creates every kind of state that is persisted. */
  public static void fill(ApiClient api) {
    api.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"2026-01-01T00:00:00Z\"}");
    api.admin("POST", "/outcomes", "{\"every\": 2, \"outcome\": \"fail-at=create_media\"}");
    api.admin(
        "POST",
        "/faults",
        "{\"operation\": \"deleteWorkflow\", \"count\": 2, \"status\": 500, \"delay\": \"1ms\","
            + " \"until\": \"2027-01-01T00:00:00Z\"}");
    api.delete("nope");
    for (String outcome :
        List.of("polls=1", "manual", "stuck=30", "slow=1h", "immediate", "expire=9h")) {
      api.createdFor("sim:" + outcome);
    }
    String moved = api.createdFor("sim:manual").path("id").asText();
    api.admin("PATCH", "/workflows/" + moved, "{\"progress_percentage\": 80}");
    api.created(WITH_WEBHOOK);
    api.created(WITH_WEBHOOK);
    api.created(
        "{\"image_urls\": [\"https://example.com/in.png\"],"
            + " \"options\": {\"pipeline_mode\": \"image\"}}");
    api.admin("POST", "/credits", "{\"deposit\": 17}");
    api.admin("POST", "/webhooks", "{\"duplicates\": 2, \"delay\": \"3s\"}");
    api.admin("POST", "/clock", "{\"advance\": \"21s\"}");
  }

  /** Returns the responses of both APIs that show the state of the namespace. */
  public static List<String> responses(Simulator simulator, ApiClient api) {
    List<String> responses = new ArrayList<>();
    List<String> ids = api.admin("/workflows").path("workflows").findValuesAsText("id");
    for (String id : ids) {
      ApiClient.Response workflow = api.get("/v2/workflow/" + id);
      responses.add(workflow.text());
    }
    for (String path :
        List.of("/clock", "/workflows", "/outcomes", "/faults", "/credits", "/webhooks")) {
      responses.add(api.admin(path).toString());
    }
    responses.replaceAll(text -> text.replace(simulator.url(), "http://simulator"));
    return responses;
  }
}
