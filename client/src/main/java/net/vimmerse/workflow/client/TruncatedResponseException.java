package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.client.model.WorkflowResponse;
import org.jspecify.annotations.Nullable;

/** Thrown if a response breaks off in its body; has what was received. */
final class TruncatedResponseException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final Gson GSON = new Gson();

  final BufferedResponse received;

  TruncatedResponseException(BufferedResponse received, IOException cause) {
    super(cause.getMessage(), cause);
    this.received = received;
  }

  /** Returns the id of the workflow in the beginning of a body; null if it is not in there. */
  static @Nullable String workflowId(String body) {
    try {
      JsonElement prefix = readPrefix(new JsonReader(new StringReader(body)));
      WorkflowResponse response = GSON.fromJson(prefix, WorkflowResponse.class);
      Workflow workflow = response == null ? null : response.data();
      return workflow == null ? null : workflow.id();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Returns objects and arrays with as much of their content as is complete. */
  private static JsonElement readPrefix(JsonReader in) throws IOException {
    JsonToken token = in.peek();
    if (token == JsonToken.BEGIN_ARRAY) {
      JsonArray array = new JsonArray();
      in.beginArray();
      try {
        while (in.hasNext()) {
          array.add(readPrefix(in));
        }
        in.endArray();
      } catch (IOException | RuntimeException e) {
        return array;
      }
      return array;
    }
    if (token != JsonToken.BEGIN_OBJECT) {
      return JsonParser.parseReader(in);
    }
    JsonObject object = new JsonObject();
    in.beginObject();
    try {
      while (in.hasNext()) {
        String name = in.nextName();
        object.add(name, readPrefix(in));
      }
      in.endObject();
    } catch (IOException | RuntimeException e) {
      return object;
    }
    return object;
  }
}
