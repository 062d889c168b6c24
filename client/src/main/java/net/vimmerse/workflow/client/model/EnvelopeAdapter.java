package net.vimmerse.workflow.client.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that is a payload in an envelope, and just as well one that is the bare payload.
 *
 * <p>An object with the envelope's only field is the envelope, unless it looks more like the
 * payload than the value of that field does. So the service can add fields on either level.
 */
abstract class EnvelopeAdapter<T, B> extends ModelAdapter<T, B> {
  private final TypeAdapter<T> enveloped =
      new TypeAdapter<T>() {
        @Override
        public T read(JsonReader in) throws IOException {
          return EnvelopeAdapter.super.read(in);
        }

        @Override
        public void write(JsonWriter out, @Nullable T response) throws IOException {
          EnvelopeAdapter.this.write(out, response);
        }
      };

  /** The field names of a payload that is an object; empty for an array. */
  abstract Set<String> payloadNames();

  @Override
  public T read(JsonReader in) throws IOException {
    JsonElement response = adapter(JsonElement.class).read(in);
    if (!isEnvelope(response)) {
      JsonObject envelope = new JsonObject();
      names().forEach(name -> envelope.add(name, response));
      return enveloped.fromJsonTree(envelope);
    }
    return enveloped.fromJsonTree(response);
  }

  private boolean isEnvelope(JsonElement response) {
    if (!response.isJsonObject()) {
      return false;
    }
    if (payloadNames().isEmpty()) {
      return true;
    }
    JsonElement payload = response.getAsJsonObject().get(names().iterator().next());
    return payload != null && likeness(payload) >= likeness(response);
  }

  private long likeness(JsonElement object) {
    if (!object.isJsonObject()) {
      return 0;
    }
    return object.getAsJsonObject().keySet().stream().filter(payloadNames()::contains).count();
  }
}
