package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import okhttp3.Headers;
import okio.ByteString;

/** Requests and responses that pass a {@link MutatingProxy}. */
final class HttpMessages {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "X-Api-Key";

  private HttpMessages() {}

  private static JsonNode json(ByteString body) {
    try {
      return JSON.readTree(body.utf8());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * A request.
   *
   * @param target path and query, as sent
   */
  record SentRequest(String method, String target, Headers headers, ByteString body) {

    /** Returns true if it has this method and no id. */
    boolean creates() {
      return method.equals("POST");
    }

    /** Returns true if it has this method and an id. */
    boolean follows(String method) {
      return this.method.equals(method) && !id().isEmpty();
    }

    /** Returns the id in the path; empty when there is none. */
    String id() {
      String last = target.substring(target.lastIndexOf('/') + 1);
      return target.matches("/v2/workflow/[^/?]+") && !last.equals("templates") ? last : "";
    }

    String key() {
      String key = headers.get(KEY);
      return key == null ? "" : key;
    }

    JsonNode json() {
      return HttpMessages.json(body);
    }

    SentRequest withKey(String key) {
      return new SentRequest(method, target, headers.newBuilder().set(KEY, key).build(), body);
    }

    SentRequest withMethod(String method) {
      return new SentRequest(method, target, headers, ByteString.EMPTY);
    }

    SentRequest withTarget(String target) {
      return new SentRequest(method, target, headers, body);
    }

    SentRequest withBody(JsonNode body) {
      return new SentRequest(method, target, headers, ByteString.encodeUtf8(body.toString()));
    }
  }

  /** A response. */
  record ReceivedResponse(int status, Headers headers, ByteString body) {
    JsonNode json() {
      return HttpMessages.json(body);
    }

    /** Returns the workflow in it; a missing node when there is none. */
    JsonNode workflow() {
      JsonNode data = json().path("data");
      return status == 200 && data.isObject() ? data : MissingNode.getInstance();
    }

    boolean failed() {
      return status >= 400;
    }

    ReceivedResponse withStatus(int status) {
      return new ReceivedResponse(status, headers, body);
    }

    ReceivedResponse withHeader(String name, String value) {
      return new ReceivedResponse(status, headers.newBuilder().set(name, value).build(), body);
    }

    ReceivedResponse withoutHeader(String name) {
      return new ReceivedResponse(status, headers.newBuilder().removeAll(name).build(), body);
    }

    ReceivedResponse withBody(ByteString body) {
      return new ReceivedResponse(status, headers, body);
    }

    ReceivedResponse withBody(JsonNode body) {
      return withBody(ByteString.encodeUtf8(body.toString()));
    }

    /** Returns the response with another workflow. */
    ReceivedResponse withWorkflow(JsonNode workflow) {
      return withBody(JSON.createObjectNode().set("data", workflow));
    }

    /** Returns the response with a changed workflow; unchanged when it has none. */
    ReceivedResponse edited(Consumer<ObjectNode> edit) {
      if (!(workflow() instanceof ObjectNode workflow)) {
        return this;
      }
      edit.accept(workflow);
      return withWorkflow(workflow);
    }
  }
}
