package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.json.JsonTree;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** Creates the responses of the operations on one workflow. */
final class WorkflowResponses {

  private final Responses responses;
  private final WorkflowJson json;

  WorkflowResponses(Responses responses, WorkflowJson json) {
    this.responses = responses;
    this.json = json;
  }

  /** Returns the current workflow; 404 if there is none. */
  ApiResponse workflow(ApiCall call, Optional<Workflow> workflow) {
    return workflow.map(found -> workflow(call, found)).orElseGet(() -> error(call, 404));
  }

  /** Returns the current workflow, with a note if it is planned to fail. */
  ApiResponse workflow(ApiCall call, Workflow workflow) {
    Instant now = call.namespace().clock().instant();
    ApiResponse response =
        responses.data(out -> json.write(out, workflow, now, call.request().origin()));
    String note = workflow.plan().note();
    return note == null ? response : response.withNote(note);
  }

  /** Returns the body of the response to a read. */
  JsonNode body(Workflow workflow, Instant now, String origin) {
    try {
      byte[] body = responses.data(out -> json.write(out, workflow, now, origin)).body();
      return JsonTree.read(new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ApiResponse error(ApiCall call, int status) {
    return responses.error(call.operation(), status);
  }

  ApiResponse invalid(List<Violation> violations) {
    return responses.invalid(violations);
  }
}
