package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.JsonBody;
import net.vimmerse.workflow.simulator.contract.Operation;
import net.vimmerse.workflow.simulator.world.FaultEffect;
import net.vimmerse.workflow.simulator.world.FaultRule;
import net.vimmerse.workflow.simulator.world.World;
import org.jspecify.annotations.Nullable;

/** What befalls one request, if anything does. */
final class Disturbance {

  private final Operation operation;
  private final @Nullable FaultRule rule;
  private final double chance;

  private Disturbance(Operation operation, @Nullable FaultRule rule, double chance) {
    this.operation = operation;
    this.rule = rule;
    this.chance = chance;
  }

  /** Looks for a rule that the request falls under. */
  static Disturbance of(
      World world, ApiDocument document, Operation operation, ApiRequest request) {
    if (world.rules().faults().isEmpty()) {
      return new Disturbance(operation, null, 0);
    }
    Optional<FaultRule> rule =
        world
            .rules()
            .faultFor(operation.id(), template(document, request), world.clock().instant());
    return new Disturbance(
        operation,
        rule.orElse(null),
        rule.map(found -> world.rules().chanceOf(found.id())).orElse(0.0));
  }

  /** The answer that keeps the request from being processed; empty if it is processed. */
  Optional<ApiResponse> insteadOfProcessing(Answers answers) {
    if (rule == null || rule.effect().status() == null) {
      return Optional.empty();
    }
    FaultEffect effect = rule.effect();
    int status = effect.status();
    ApiResponse answer;
    if (effect.body() != null) {
      answer =
          new ApiResponse(
              status,
              Map.of("Content-Type", "application/json"),
              effect.body().getBytes(StandardCharsets.UTF_8));
    } else if (operation.errors().containsKey(status)) {
      answer = answers.error(operation, status);
    } else {
      answer = answers.problem(status, "SIMULATED_FAULT", "A fault rule answers with this status.");
    }
    return Optional.of(
        effect.retryAfter() == null
            ? answer
            : answer.with("Retry-After", String.valueOf(effect.retryAfter())));
  }

  /** The answer as it leaves. */
  ApiResponse disturb(ApiResponse answer) {
    if (rule == null) {
      return answer;
    }
    FaultEffect effect = rule.effect();
    Duration delay = effect.delay() == null ? Duration.ZERO : effect.delay();
    if (effect.jitter() != null) {
      delay = delay.plusNanos((long) (effect.jitter().toNanos() * chance));
    }
    return answer.note("fault " + rule.id()).disturbed(delay, effect.breakage());
  }

  private static @Nullable String template(ApiDocument document, ApiRequest request) {
    if (!request.method().equals("POST")) {
      return null;
    }
    JsonBody body = JsonBody.read(request.header("Content-Type"), request.body());
    if (body instanceof JsonBody.Parsed parsed) {
      JsonNode id = parsed.object().path("template_id");
      return id.isMissingNode() ? document.defaultTemplate().id() : id.asText();
    }
    return null;
  }
}
