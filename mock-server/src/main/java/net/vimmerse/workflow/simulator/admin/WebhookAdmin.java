package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.checked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.webhook.Attempt;
import net.vimmerse.workflow.simulator.webhook.AttemptResult;
import net.vimmerse.workflow.simulator.webhook.DeliveryRecord;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import net.vimmerse.workflow.simulator.webhook.WebhookUrl;
import net.vimmerse.workflow.simulator.webhook.Webhooks;

/** Handles the webhook operations. */
final class WebhookAdmin {

  private final Namespaces namespaces;

  WebhookAdmin(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of(
        "listWebhooks", this::list,
        "updateWebhookPolicy", this::change,
        "redeliverWebhook", this::redeliver);
  }

  private JsonNode list(AdminCall call) {
    Webhooks webhooks = call.requireNamespace().webhooks();
    String workflow = call.query().get("workflow");
    List<DeliveryRecord> entries = workflow == null ? webhooks.log() : webhooks.log(workflow);
    ObjectNode json = JsonObjects.object();
    ArrayNode deliveries = json.putArray("deliveries");
    entries.forEach(entry -> deliveries.add(json(entry)));
    return json;
  }

  private JsonNode change(AdminCall call) {
    Webhooks webhooks = call.requireNamespace().webhooks();
    ObjectNode body = call.body();
    WebhookPolicy policy = webhooks.policy();
    webhooks.setPolicy(
        new WebhookPolicy(
            body.path("max_attempts").asInt(policy.maxAttempts()),
            policy.initialBackoff(),
            policy.maxBackoff(),
            body.has("delay")
                ? checked("delay", () -> Durations.parse(body.get("delay").asText()))
                : policy.delay(),
            body.path("duplicates").asInt(policy.duplicates()),
            body.path("reversed").asBoolean(policy.reversed())));
    return MissingNode.getInstance();
  }

  private JsonNode redeliver(AdminCall call) {
    Namespace namespace = call.requireNamespace();
    String id = call.path().getOrDefault("delivery_id", "");
    StateStore store = namespaces.stateStore();
    boolean found =
        store.inNamespace(
            namespace,
            StateStore.Access.CHANGE,
            () -> namespace.webhooks().redeliver(id, namespace.clock().instant()));
    if (!found) {
      throw new NotFoundException();
    }
    namespace.runDue();
    return store.inNamespace(
        namespace,
        StateStore.Access.INSPECT,
        () -> json(namespace.webhooks().entry(id).orElseThrow(NotFoundException::new)));
  }

  private static ObjectNode json(DeliveryRecord entry) {
    ObjectNode json =
        JsonObjects.object()
            .put("id", entry.delivery().id())
            .put("workflow_id", entry.delivery().workflowId())
            .put("url", WebhookUrl.redacted(entry.delivery().url()))
            .put("body", entry.delivery().body())
            .put("state", entry.state().name().toLowerCase(Locale.ROOT));
    JsonObjects.put(json, "next_attempt_at", entry.nextAttemptAt());
    ArrayNode attempts = json.putArray("attempts");
    for (Attempt attempt : entry.attempts()) {
      ObjectNode one =
          attempts.addObject().put("number", attempt.number()).put("at", attempt.at().toString());
      if (attempt.result() instanceof AttemptResult.Response response) {
        one.put("status", response.status()).put("result", response.body());
      } else {
        one.put("result", attempt.result().message());
      }
    }
    return json;
  }
}
