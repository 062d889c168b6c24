package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.namespace.FaultEffect;
import net.vimmerse.workflow.simulator.namespace.FaultRule;
import net.vimmerse.workflow.simulator.namespace.Rules;
import net.vimmerse.workflow.simulator.openapi.JsonBody;
import net.vimmerse.workflow.simulator.openapi.Operation;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import org.jspecify.annotations.Nullable;

/** Applies the fault rule, if any, that matches a request. */
final class FaultInjection {

  private final Operation operation;
  private final @Nullable FaultRule rule;
  private final double chance;

  private FaultInjection(Operation operation, @Nullable FaultRule rule, double chance) {
    this.operation = operation;
    this.rule = rule;
    this.chance = chance;
  }

  /** Selects the fault rule for a call, and counts the hit. */
  static FaultInjection select(ApiCall call, WorkflowApiDocument document) {
    Rules rules = call.namespace().rules();
    Optional<FaultRule> rule =
        rules.faultFor(call.operation().id(), template(call, document), call.namespace().clock());
    return new FaultInjection(
        call.operation(),
        rule.orElse(null),
        rule.map(found -> rules.chanceOfLastHit(found.id())).orElse(0.0));
  }

  /** Returns the response if the fault prevents processing; else empty. */
  Optional<ApiResponse> replacement(Responses responses) {
    if (rule == null || rule.effect().status() == null) {
      return Optional.empty();
    }
    FaultEffect effect = rule.effect();
    int status = effect.status();
    ApiResponse response;
    if (effect.body() != null) {
      response =
          new ApiResponse(
              status,
              Map.of("Content-Type", "application/json"),
              effect.body().getBytes(StandardCharsets.UTF_8));
    } else if (operation.errors().containsKey(status)) {
      response = responses.error(operation, status);
    } else {
      response = responses.simulatorError(status, "SIMULATED_FAULT", "Simulated by a fault rule.");
    }
    return Optional.of(
        effect.retryAfter() == null
            ? response
            : response.withHeader("Retry-After", String.valueOf(effect.retryAfter())));
  }

  /** Returns {@code response} with the headers, the delay and the corruption of the fault. */
  ApiResponse apply(ApiResponse response) {
    if (rule == null) {
      return response;
    }
    FaultEffect effect = rule.effect();
    Duration delay = effect.delay() == null ? Duration.ZERO : effect.delay();
    if (effect.jitter() != null) {
      delay = delay.plusNanos((long) (effect.jitter().toNanos() * chance));
    }
    return response
        .withHeaders(effect.headers() == null ? Map.of() : effect.headers())
        .withNote("fault " + rule.id())
        .withFault(delay, effect.fault());
  }

  private static @Nullable String template(ApiCall call, WorkflowApiDocument document) {
    if (call.request().method().equals("POST") && call.body() instanceof JsonBody.Parsed parsed) {
      JsonNode id = parsed.object().path("template_id");
      return id.isMissingNode() ? document.defaultTemplate().id() : id.asText();
    }
    return null;
  }
}
