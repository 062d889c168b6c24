package net.vimmerse.workflow.simulator.facts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.Pace;
import net.vimmerse.workflow.simulator.webhook.Reply;

/**
 * The names of the kinds of what comes in several. They are written here and not derived, so that a
 * class may be renamed and the files still be read.
 */
final class KnownTypes {

  private KnownTypes() {}

  static JsonMapper.Builder addTo(JsonMapper.Builder mapper) {
    return mapper
        .addMixIn(Pace.class, PaceTypes.class)
        .addMixIn(Outcome.class, OutcomeTypes.class)
        .addMixIn(Reply.class, ReplyTypes.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Pace.Time.class, name = "time"),
    @JsonSubTypes.Type(value = Pace.Polls.class, name = "polls"),
    @JsonSubTypes.Type(value = Pace.Manual.class, name = "manual")
  })
  private interface PaceTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "end")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Success.class, name = "success"),
    @JsonSubTypes.Type(value = Outcome.Failure.class, name = "failure"),
    @JsonSubTypes.Type(value = Outcome.Stuck.class, name = "stuck")
  })
  private interface OutcomeTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = Reply.Failure.class, name = "failure")
  })
  private interface ReplyTypes {}
}
