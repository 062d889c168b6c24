package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a violation of the document in a request, as FastAPI and pydantic 2 do.
 *
 * @param loc the path to the value: strings and integers, starting with {@code body}, {@code path}
 *     or {@code query}
 * @param msg what is expected
 * @param type the kind of violation
 * @param input the invalid value; for a missing property, the object that lacks it
 * @param ctx the parameters of the violated constraint by name; not written if empty
 * @param hint the remedy, which FastAPI does not tell; not written, empty if there is none
 */
public record Violation(
    List<Object> loc,
    String msg,
    String type,
    JsonNode input,
    Map<String, Object> ctx,
    String hint) {

  public Violation {
    loc = List.copyOf(loc);
    ctx = Map.copyOf(ctx);
  }

  /** Creates a violation of a constraint. */
  public Violation(
      List<Object> loc, String msg, String type, JsonNode input, Map<String, Object> ctx) {
    this(loc, msg, type, input, ctx, "");
  }

  /** Creates a violation of a constraint that has no parameters. */
  public Violation(List<Object> loc, String msg, String type, JsonNode input) {
    this(loc, msg, type, input, Map.of());
  }

  /** Returns what is written, by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("loc", loc);
    map.put("msg", msg);
    map.put("type", type);
    map.put("input", input);
    if (!ctx.isEmpty()) {
      map.put("ctx", ctx);
    }
    return map;
  }

  /** Returns a copy with a hint. */
  Violation withHint(String text) {
    return new Violation(loc, msg, type, input, ctx, text);
  }

  /** Returns the violation of a value that is no date and time. */
  public static Violation ofDate(List<Object> loc, JsonNode input, String reason) {
    return new Violation(
        loc,
        "Input should be a valid datetime or date, " + reason,
        "datetime_from_date_parsing",
        input,
        Map.of("error", reason));
  }

  /** Returns a copy with another input. */
  Violation withInput(JsonNode other) {
    return new Violation(loc, msg, type, other, ctx, hint);
  }
}
