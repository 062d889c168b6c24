package net.vimmerse.workflow.simulator.api;

import java.util.List;
import net.vimmerse.workflow.simulator.contract.JsonBody;

/** Reads the body before the operation sees it; what is no JSON object is refused here. */
final class JsonHandler implements Handler {

  private final Answers answers;
  private final BodyHandler operation;

  JsonHandler(Answers answers, BodyHandler operation) {
    this.answers = answers;
    this.operation = operation;
  }

  @Override
  public ApiResponse handle(Call call) {
    JsonBody body = JsonBody.read(call.request().header("Content-Type"), call.request().body());
    return body instanceof JsonBody.Parsed parsed
        ? operation.handle(call, parsed.object())
        : answers.invalid(List.of(((JsonBody.Refused) body).violation()));
  }
}
