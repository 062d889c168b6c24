package net.vimmerse.workflow.client;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The operation that a request calls, as a tag of the request. Immutable. */
final class Operation {
  /** The operation's id in the OpenAPI document. */
  final String name;

  /** The id of the template that a workflow is created from; null for any other operation. */
  final @Nullable String template;

  Operation(String name, @Nullable String template) {
    this.name = name;
    this.template = template;
  }

  Request addTo(Request request) {
    return request.newBuilder().tag(Operation.class, this).build();
  }
}
