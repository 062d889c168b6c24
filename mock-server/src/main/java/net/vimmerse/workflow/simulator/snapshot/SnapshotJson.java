package net.vimmerse.workflow.simulator.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.openapi.InteroperableParser;
import org.jspecify.annotations.Nullable;

/** Writes snapshots to streams and reads them, without holding the text. Thread-safe. */
public final class SnapshotJson {

  private SnapshotJson() {}

  /**
   * Writes a snapshot, and does not close {@code out}.
   *
   * @throws IOException if {@code out} does
   */
  public static void write(SimulatorState state, OutputStream out) throws IOException {
    try (JsonGenerator json = StateJson.JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeNumberField("version", StateJson.VERSION);
      if (state.clock() != null) {
        json.writePOJOField("clock", state.clock());
      }
      json.writeArrayFieldStart("namespaces");
      for (NamespaceState namespace : state.namespaces()) {
        json.writePOJO(namespace);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /**
   * Reads the result of {@link #write}.
   *
   * @throws MalformedStateException if it is something else
   * @throws StreamReadException if it is not JSON
   * @throws IOException if {@code in} does
   */
  public static SimulatorState read(InputStream in) throws IOException {
    try (JsonParser json = InteroperableParser.in(StateJson.JSON.createParser(in))) {
      json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      return new SnapshotReader(json).read();
    }
  }

  private static final class SnapshotReader {
    private final JsonParser json;
    private final List<NamespaceState> namespaces = new ArrayList<>();
    private VirtualClock.@Nullable State clock;

    SnapshotReader(JsonParser json) {
      this.json = json;
    }

    SimulatorState read() throws IOException {
      require(json.nextToken() == JsonToken.START_OBJECT, "expected an object");
      boolean versioned = false;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "version" -> {
            String version = json.getText();
            require(
                version.equals(String.valueOf(StateJson.VERSION)),
                "This simulator reads version %d, not %s".formatted(StateJson.VERSION, version));
            versioned = true;
          }
          case "clock" -> clock = StateJson.read(VirtualClock.State.class, json);
          case "namespaces" -> readNamespaces();
          default -> throw new MalformedStateException("." + name + ": unknown property");
        }
      }
      require(json.nextToken() == null, "unexpected content after the end of the snapshot");
      require(versioned, ".version is missing");
      return new SimulatorState(clock, namespaces);
    }

    private void readNamespaces() throws IOException {
      require(json.currentToken() == JsonToken.START_ARRAY, ".namespaces: expected a list");
      while (json.nextToken() != JsonToken.END_ARRAY) {
        try {
          namespaces.add(StateJson.read(NamespaceState.class, json));
        } catch (MalformedStateException e) {
          throw new MalformedStateException(
              ".namespaces[" + namespaces.size() + "]" + e.getMessage(), e);
        }
      }
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new MalformedStateException(message);
      }
    }
  }
}
