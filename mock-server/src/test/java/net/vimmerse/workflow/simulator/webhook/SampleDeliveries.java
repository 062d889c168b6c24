package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;

/** Creates deliveries for tests. The id {@code a-1} is the first of workflow {@code a}. */
final class SampleDeliveries {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String BODY = "{\"workflow_id\":\"Zürich ✓ 🚀\"}";

  private SampleDeliveries() {}

  static Delivery due(String id, Instant dueAt) {
    return to("http://localhost:1/hook", id, dueAt);
  }

  static Delivery to(String url, String id, Instant dueAt) {
    String workflowId = id.replaceFirst("-\\d+$", "");
    return new Delivery(id, "0123456789abcdef", workflowId, url, BODY, null, "success", dueAt);
  }

  /** Delivers at each due time in turn, like a clock that is advanced to {@code end}. */
  static void advance(Webhooks webhooks, Instant end) throws InterruptedException {
    for (Instant due = webhooks.nextDue().orElse(Instant.MAX);
        !due.isAfter(end);
        due = webhooks.nextDue().orElse(Instant.MAX)) {
      webhooks.deliverDue(due);
    }
  }
}
