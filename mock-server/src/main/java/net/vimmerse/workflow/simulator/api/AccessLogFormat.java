package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** How the lines of the access log are written. */
public enum AccessLogFormat {
  /** Such as {@code POST /v2/workflow -> 200}, with the note in parentheses. */
  TEXT {
    @Override
    public String line(HandledRequest request) {
      return request.method()
          + " "
          + request.path()
          + " -> "
          + request.status()
          + (request.note() == null ? "" : " (" + request.note() + ")");
    }
  },

  /** One JSON object for each request, with its time, operation, namespace, duration and trace. */
  JSON {
    @Override
    public String line(HandledRequest request) {
      ObjectNode line =
          JsonNodeFactory.instance
              .objectNode()
              .put("time", Instant.now().toString())
              .put("method", request.method())
              .put("path", request.path())
              .put("operation", request.operation())
              .put("namespace", request.namespace())
              .put("status", request.status())
              .put("duration_ms", request.duration().toNanos() / 1e6)
              .put("trace_id", request.traceId())
              .put("note", request.note());
      line.removeIf(JsonNode::isNull);
      return line.toString();
    }
  };

  /** Returns the line for a request, without a line break. */
  public abstract String line(HandledRequest request);
}
