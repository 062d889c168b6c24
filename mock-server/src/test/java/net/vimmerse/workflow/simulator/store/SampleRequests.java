package net.vimmerse.workflow.simulator.store;

/** Bodies of requests that create a workflow. */
final class SampleRequests {

  static final String CREATE = "{\"image_urls\": [\"https://example.com/in.png\"]}";

  private SampleRequests() {}

  static String withWebhook(String url) {
    return """
    {"image_urls": ["https://example.com/in.png"], "webhook_url": "%s"}
    """
        .formatted(url);
  }
}
