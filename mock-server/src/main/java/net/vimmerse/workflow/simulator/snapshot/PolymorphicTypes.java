package net.vimmerse.workflow.simulator.snapshot;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.Progression;
import net.vimmerse.workflow.simulator.webhook.AttemptResult;

/**
 * Names the subtypes of sealed types in JSON. The names are explicit, so that classes can be
 * renamed without breaking the format.
 */
final class PolymorphicTypes {

  private PolymorphicTypes() {}

  static JsonMapper.Builder addTo(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(Progression.class, ProgressionTypes.class)
        .addMixIn(Outcome.class, OutcomeTypes.class)
        .addMixIn(AttemptResult.class, AttemptResultTypes.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Progression.Time.class, name = "time"),
    @JsonSubTypes.Type(value = Progression.Polls.class, name = "polls"),
    @JsonSubTypes.Type(value = Progression.Manual.class, name = "manual")
  })
  private interface ProgressionTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Success.class, name = "success"),
    @JsonSubTypes.Type(value = Outcome.Failure.class, name = "failure"),
    @JsonSubTypes.Type(value = Outcome.Stuck.class, name = "stuck")
  })
  private interface OutcomeTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AttemptResult.Response.class, name = "response"),
    @JsonSubTypes.Type(value = AttemptResult.Failure.class, name = "failure")
  })
  private interface AttemptResultTypes {}
}
