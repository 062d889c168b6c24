package net.vimmerse.workflow.simulator.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.simulation.OutcomeDirectives;

/** Reads and writes types whose JSON is their string form. */
final class StringFormModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  StringFormModule() {
    add(Instant.class, InstantText::parse);
    add(Duration.class, Duration::parse);
    add(OutcomeDirectives.class, OutcomeDirectives::parse);
  }

  private <T> void add(Class<T> type, Function<String, T> parse) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(
        type,
        new StdDeserializer<T>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
              return parse.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
              return type.cast(
                  context.handleWeirdStringValue(type, text, "%s", String.valueOf(e.getMessage())));
            }
          }
        });
  }
}
