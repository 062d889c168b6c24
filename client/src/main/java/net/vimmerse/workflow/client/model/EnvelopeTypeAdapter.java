package net.vimmerse.workflow.client.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response whose payload is in an envelope or is bare; the service sends both.
 *
 * <p>An object that has the envelope's only property is an envelope, unless it shares more property
 * names with the payload than the value of that property does. So the service can add properties to
 * both.
 */
abstract class EnvelopeTypeAdapter<T, B> extends ModelTypeAdapter<T, B> {
  private final TypeAdapter<T> enveloped =
      new TypeAdapter<T>() {
        @Override
        public T read(JsonReader in) throws IOException {
          return EnvelopeTypeAdapter.super.read(in);
        }

        @Override
        public void write(JsonWriter out, @Nullable T response) throws IOException {
          EnvelopeTypeAdapter.this.write(out, response);
        }
      };

  /** Returns the property names of a payload that is an object; an empty set for an array. */
  abstract Set<String> payloadPropertyNames();

  @Override
  public T read(JsonReader in) throws IOException {
    JsonElement response = adapter(JsonElement.class).read(in);
    if (!isEnvelope(response)) {
      JsonObject envelope = new JsonObject();
      propertyNames().forEach(name -> envelope.add(name, response));
      return enveloped.fromJsonTree(envelope);
    }
    return enveloped.fromJsonTree(response);
  }

  /** Throws the failure, because nothing else is of use. */
  @Override
  void keepUnreadable(JsonElement value, String name, B builder, RuntimeException failure) {
    throw new JsonParseException(name + " is unreadable: " + failure.getMessage(), failure);
  }

  private boolean isEnvelope(JsonElement response) {
    if (!response.isJsonObject()) {
      return false;
    }
    if (payloadPropertyNames().isEmpty()) {
      return true;
    }
    JsonElement payload = response.getAsJsonObject().get(propertyNames().iterator().next());
    return payload != null && countPayloadNames(payload) >= countPayloadNames(response);
  }

  private long countPayloadNames(JsonElement json) {
    return json.isJsonObject()
        ? json.getAsJsonObject().keySet().stream().filter(payloadPropertyNames()::contains).count()
        : 0;
  }
}
