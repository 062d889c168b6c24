package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.vimmerse.workflow.simulator.simulation.Script;
import net.vimmerse.workflow.simulator.webhook.Attempt;
import net.vimmerse.workflow.simulator.webhook.LogEntry;
import net.vimmerse.workflow.simulator.webhook.Reply;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import net.vimmerse.workflow.simulator.webhook.Webhooks;
import net.vimmerse.workflow.simulator.world.World;

/** Shows call-backs, repeats them, and changes how they are made. */
final class WebhookAdmin {

  Map<String, AdminHandler> handlers() {
    return Map.of(
        "listWebhooks", this::list,
        "changeWebhooks", this::change,
        "redeliverWebhook", this::redeliver);
  }

  private JsonNode list(AdminCall call) {
    Webhooks webhooks = call.namedWorld().webhooks();
    String workflow = call.query().get("workflow");
    List<LogEntry> entries = workflow == null ? webhooks.log() : webhooks.log(workflow);
    ObjectNode json = Json.object();
    ArrayNode deliveries = json.putArray("deliveries");
    entries.forEach(entry -> deliveries.add(json(entry)));
    return json;
  }

  private JsonNode change(AdminCall call) {
    Webhooks webhooks = call.namedWorld().webhooks();
    ObjectNode body = call.body();
    WebhookPolicy policy = webhooks.policy();
    policy = policy.withCopies(body.path("copies").asInt(policy.copies()));
    policy = policy.withMaxAttempts(body.path("max_attempts").asInt(policy.maxAttempts()));
    policy = policy.withReversed(body.path("reversed").asBoolean(policy.reversed()));
    if (body.has("delay")) {
      try {
        policy = policy.withDelay(Script.duration(body.get("delay").asText()));
      } catch (IllegalArgumentException e) {
        throw new BadRequestException("body", "delay", String.valueOf(e.getMessage()));
      }
    }
    webhooks.follow(policy);
    return MissingNode.getInstance();
  }

  private JsonNode redeliver(AdminCall call) {
    World world = call.namedWorld();
    String id = call.path().getOrDefault("delivery_id", "");
    if (!world.webhooks().redeliver(id, world.clock().instant())) {
      throw new NothingThereException();
    }
    world.doDue();
    return json(world.webhooks().entry(id).orElseThrow(NothingThereException::new));
  }

  private static ObjectNode json(LogEntry entry) {
    ObjectNode json =
        Json.object()
            .put("id", entry.delivery().id())
            .put("workflow_id", entry.delivery().workflowId())
            .put("url", entry.delivery().url())
            .put("body", entry.delivery().body())
            .put("state", entry.state().name().toLowerCase(Locale.ROOT));
    Json.put(json, "next_attempt_at", entry.nextAttemptAt());
    ArrayNode attempts = json.putArray("attempts");
    for (Attempt attempt : entry.attempts()) {
      ObjectNode one =
          attempts.addObject().put("number", attempt.number()).put("at", attempt.at().toString());
      if (attempt.reply() instanceof Reply.Answer answer) {
        one.put("status", answer.status()).put("result", answer.body());
      } else {
        one.put("result", attempt.reply().text());
      }
    }
    return json;
  }
}
