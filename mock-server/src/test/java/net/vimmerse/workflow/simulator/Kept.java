package net.vimmerse.workflow.simulator;

import java.util.ArrayList;
import java.util.List;

/** A world with something of everything that is kept in it, and how it looks. */
final class Kept {

  static final String WITH_WEBHOOK =
      "{\"template_id\": \"vim_astronaut\", \"image_urls\": [\"https://example.com/in.png\"],"
          + " \"webhook_url\": \"http://127.0.0.1:1/hook\"}";

  private Kept() {}

  /** Something of everything that is kept. */
  static void fill(Api api) {
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
    api.admin("POST", "/webhooks", "{\"copies\": 2, \"delay\": \"3s\"}");
    api.admin("POST", "/clock", "{\"advance\": \"21s\"}");
  }

  /** What a simulator says about a world, and what it does next. */
  static List<String> answers(Simulator simulator, Api api) {
    List<String> answers = new ArrayList<>();
    List<String> ids = api.admin("/workflows").path("workflows").findValuesAsText("id");
    for (String id : ids) {
      Api.Answer workflow = api.get("/v2/workflow/" + id);
      answers.add(workflow.text());
    }
    for (String path :
        List.of("/clock", "/workflows", "/outcomes", "/faults", "/credits", "/webhooks")) {
      answers.add(api.admin(path).toString());
    }
    answers.replaceAll(answer -> answer.replace(simulator.url(), "http://simulator"));
    return answers;
  }
}
