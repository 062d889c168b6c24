import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.TemplatesApi;
import org.openapitools.client.api.WorkflowApi;
import org.openapitools.client.model.ApiError;
import org.openapitools.client.model.AspectRatio;
import org.openapitools.client.model.PipelineMode;
import org.openapitools.client.model.UpdateWorkflowRequest;
import org.openapitools.client.model.ValidationErrors;
import org.openapitools.client.model.VideoOptions;
import org.openapitools.client.model.VimAstronautRequest;
import org.openapitools.client.model.VimNewYear2026Request;
import org.openapitools.client.model.VisibilityStatus;
import org.openapitools.client.model.Workflow;
import org.springframework.web.client.RestClientResponseException;

public final class RoundTrip {
  private static final List<String> IMAGE_URLS = List.of("https://example.com/input.png");

  public static void main(String[] arguments) {
    // This library sends null for each property that is not set, unless its mapper is told not to.
    ObjectMapper mapper =
        ApiClient.createDefaultMapper(null).setSerializationInclusion(JsonInclude.Include.NON_NULL);
    ApiClient client = new ApiClient(mapper, ApiClient.createDefaultDateFormat());
    client.setBasePath(System.getenv("BASE_URL"));
    client.setApiKey(System.getenv("API_KEY"));
    WorkflowApi workflows = new WorkflowApi(client);

    check(
        new TemplatesApi(client)
            .listTemplates(null).getData().stream()
                .anyMatch(template -> template.getTemplateId().equals("vim_astronaut")));

    Workflow typed =
        workflows
            .createWorkflow(
                    new VimAstronautRequest()
                        .templateId(VimAstronautRequest.TemplateIdEnum.VIM_ASTRONAUT)
                        .title("Launch")
                        .imageUrls(IMAGE_URLS)
                        .options(
                            new VideoOptions()
                                .aspectRatio(AspectRatio.PORTRAIT_9_16)
                                .pipelineMode(PipelineMode.IMAGE)))
            .getData();
    equal(typed.getModel(), "vim_astronaut");
    equal(typed.getOptions().get("aspect_ratio"), "9:16");

    Workflow workflow =
        workflows
            .createWorkflow(
                new VimNewYear2026Request().imageUrls(IMAGE_URLS))
            .getData();
    String id = workflow.getId();
    for (int polls = 0; !workflow.getProcessingStatus().equals("success"); polls++) {
      check(polls < 20);
      workflow = workflows.getWorkflow(id).getData();
    }
    check(workflow.getResult().get(0).getUrl().startsWith("http"));

    RestClientResponseException invalid =
        errorOf(
            () ->
                workflows.updateWorkflow(
                    id, new UpdateWorkflowRequest().deliveredAt("2025-02-30 10:00:00Z")));
    equal(invalid.getStatusCode().value(), 422);
    ValidationErrors errors = invalid.getResponseBodyAs(ValidationErrors.class);
    equal(errors.getDetail().get(0).getLoc().get(1), "delivered_at");

    Workflow updated =
        workflows
            .updateWorkflow(
                id,
                new UpdateWorkflowRequest()
                    .title("Renamed")
                    .visibilityStatus(VisibilityStatus.PUBLIC))
            .getData();
    equal(updated.getTitle(), "Renamed");
    equal(updated.getVisibilityStatus(), "2");

    equal(workflows.deleteWorkflow(id).getData().getId(), id);

    RestClientResponseException missing = errorOf(() -> workflows.getWorkflow(id));
    equal(missing.getStatusCode().value(), 404);
    ApiError error = missing.getResponseBodyAs(ApiError.class);
    equal(error.getCode(), "WORKFLOW_NOT_FOUND");
    System.out.println("ok");
  }

  private static RestClientResponseException errorOf(Runnable call) {
    try {
      call.run();
    } catch (RestClientResponseException e) {
      return e;
    }
    throw new AssertionError("no error");
  }

  private static void equal(Object actual, Object expected) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError(actual + " is not " + expected);
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }
}
