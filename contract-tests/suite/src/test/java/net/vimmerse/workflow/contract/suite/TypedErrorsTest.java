package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.vimmerse.workflow.client.BadRequestException;
import net.vimmerse.workflow.client.ForbiddenException;
import net.vimmerse.workflow.client.InsufficientCreditException;
import net.vimmerse.workflow.client.NotFoundException;
import net.vimmerse.workflow.client.RateLimitedException;
import net.vimmerse.workflow.client.ServerErrorException;
import net.vimmerse.workflow.client.UnauthorizedException;
import net.vimmerse.workflow.client.ValidationFailedException;
import net.vimmerse.workflow.client.WorkflowApiException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.AspectRatio;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.VideoOptions;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.contract.openapi.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The simulator's errors become typed exceptions of the client. */
class TypedErrorsTest {
  @RegisterExtension
  static final SimulatorExtension SIMULATOR = new SimulatorExtension(Envelope.DATA);

  private static final CreateWorkflowRequest REQUEST =
      VimAstronautRequest.builder().addImageUrl(GeneratedRequest.IMAGE).build();

  @Test
  void each_magic_key_throws_its_own_exception() {
    assertThatThrownBy(() -> create("sim_invalid")).isInstanceOf(UnauthorizedException.class);
    assertThatThrownBy(() -> create("sim_no_credit"))
        .isInstanceOf(InsufficientCreditException.class);
    assertThatThrownBy(() -> create("sim_forbidden")).isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> create("sim_rate_limited")).isInstanceOf(RateLimitedException.class);
    assertThatThrownBy(() -> create("sim_broken")).isInstanceOf(ServerErrorException.class);
    assertThatThrownBy(() -> create("sim_unavailable")).isInstanceOf(ServerErrorException.class);
  }

  @Test
  void an_unknown_workflow_and_an_unknown_template_are_not_found() {
    try (WorkflowClient client = SIMULATOR.client("someone")) {
      assertThatThrownBy(() -> client.get("nope"))
          .isInstanceOfSatisfying(
              NotFoundException.class, e -> assertThat(e.code()).isEqualTo("WORKFLOW_NOT_FOUND"));
      assertThatThrownBy(() -> client.create(CreateWorkflowRequest.forTemplate("nope").build()))
          .isInstanceOfSatisfying(
              NotFoundException.class, e -> assertThat(e.code()).isEqualTo("TEMPLATE_NOT_FOUND"));
    }
  }

  @Test
  void a_value_newer_than_the_service_is_rejected_with_its_location() {
    try (WorkflowClient client = SIMULATOR.client("someone")) {
      CreateWorkflowRequest request =
          VimAstronautRequest.builder()
              .options(VideoOptions.builder().aspectRatio(AspectRatio.of("2:1")).build())
              .build();

      assertThatThrownBy(() -> client.create(request))
          .isInstanceOfSatisfying(
              ValidationFailedException.class,
              e ->
                  assertThat(e.errors().get(0).loc())
                      .containsExactly("body", "options", "aspect_ratio"));
    }
  }

  @Test
  void an_update_of_nothing_is_a_bad_request() {
    try (WorkflowClient client = SIMULATOR.client("someone")) {
      String id = client.create(REQUEST).id();

      assertThatThrownBy(() -> client.update(id, UpdateWorkflowRequest.builder().build()))
          .isInstanceOf(BadRequestException.class);
    }
  }

  @Test
  void no_exception_contains_the_key() {
    assertThatThrownBy(() -> create("sim_invalid"))
        .isInstanceOf(WorkflowApiException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("sim_invalid"));
  }

  private static void create(String key) {
    try (WorkflowClient client = SIMULATOR.client(key)) {
      client.create(REQUEST);
    }
  }
}
