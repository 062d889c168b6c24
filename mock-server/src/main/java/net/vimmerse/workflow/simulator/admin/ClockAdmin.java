package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.Namespace;

/** Handles the clock operations. */
final class ClockAdmin {

  private final VirtualClock global;

  ClockAdmin(VirtualClock global) {
    this.global = global;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of("getClock", this::show, "updateClock", this::change);
  }

  private JsonNode show(AdminCall call) {
    return json(call.namespace());
  }

  /** Describes the clock of a namespace, or the global clock. */
  ObjectNode json(Optional<Namespace> namespace) {
    VirtualClock clock = namespace.map(Namespace::clock).orElse(global);
    return JsonObjects.object()
        .put("now", clock.instant().toString())
        .put("frozen", clock.isFrozen())
        .put("scale", clock.scale())
        .put("rate", namespace.isPresent() ? clock.scale() * global.scale() : clock.scale())
        .put("follows", namespace.isPresent() ? "global" : "real");
  }

  private JsonNode change(AdminCall call) {
    VirtualClock clock = clock(call);
    ObjectNode body = call.body();
    if (body.has("reset")) {
      clock.reset();
    }
    if (body.has("frozen")) {
      if (body.get("frozen").asBoolean()) {
        clock.freeze();
      } else if (clock.isFrozen()) {
        clock.unfreeze();
      }
    }
    if (body.has("scale")) {
      check("scale", () -> clock.scale(body.get("scale").asDouble()));
    }
    if (body.has("now")) {
      Instant now = instant("now", body.get("now").asText());
      check("now", () -> clock.set(now));
    }
    if (body.has("advance")) {
      check("advance", () -> clock.advance(Durations.parse(body.get("advance").asText())));
    }
    return show(call);
  }

  private VirtualClock clock(AdminCall call) {
    return call.namespace().map(Namespace::clock).orElse(global);
  }

  /** Parses the timestamp in a property of the body. */
  static Instant instant(String property, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new BadRequestException(
          "body", property, "Input should be a date and time such as 2026-01-01T00:00:00Z");
    }
  }
}
