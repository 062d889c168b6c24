import os

import openapi_client
from openapi_client import (
    ApiError,
    AspectRatio,
    PipelineMode,
    UpdateWorkflowRequest,
    ValidationErrors,
    VideoOptions,
    VimAstronautRequest,
    VimNewYear2026Request,
    VisibilityStatus,
)
from openapi_client.exceptions import NotFoundException, UnprocessableEntityException

IMAGE_URLS = ["https://example.com/input.png"]


def error_of(exception, call, *arguments):
    try:
        call(*arguments)
    except exception as error:
        return error.data
    raise AssertionError("no error")


configuration = openapi_client.Configuration(host=os.environ["BASE_URL"])
configuration.api_key["ApiKey"] = os.environ["API_KEY"]
with openapi_client.ApiClient(configuration) as client:
    templates = openapi_client.TemplatesApi(client).list_templates()
    assert any(template.template_id == "vim_astronaut" for template in templates.data)

    workflows = openapi_client.WorkflowApi(client)
    options = VideoOptions(aspect_ratio=AspectRatio.PORTRAIT_9_16, pipeline_mode=PipelineMode.IMAGE)
    typed = workflows.create_workflow(
        openapi_client.CreateWorkflowRequest(
            VimAstronautRequest(
                template_id="vim_astronaut", title="Launch", image_urls=IMAGE_URLS, options=options
            )
        )
    )
    assert typed.data.model == "vim_astronaut"
    assert typed.data.options["aspect_ratio"] == "9:16"

    created = workflows.create_workflow(
        openapi_client.CreateWorkflowRequest(VimNewYear2026Request(image_urls=IMAGE_URLS))
    )
    workflow = created.data
    polls = 0
    while workflow.processing_status != "success":
        assert polls < 20, workflow.processing_status
        workflow = workflows.get_workflow(created.data.id).data
        polls += 1
    assert workflow.result[0].url.startswith("http")

    invalid = error_of(
        UnprocessableEntityException,
        workflows.update_workflow,
        workflow.id,
        UpdateWorkflowRequest(delivered_at="2025-02-30 10:00:00Z"),
    )
    assert isinstance(invalid, ValidationErrors), invalid
    assert [part.actual_instance for part in invalid.detail[0].loc] == ["body", "delivered_at"]

    updated = workflows.update_workflow(
        workflow.id,
        UpdateWorkflowRequest(title="Renamed", visibility_status=VisibilityStatus.PUBLIC),
    )
    assert updated.data.title == "Renamed"
    assert updated.data.visibility_status == "2"

    assert workflows.delete_workflow(workflow.id).data.id == workflow.id

    missing = error_of(NotFoundException, workflows.get_workflow, workflow.id)
    assert isinstance(missing, ApiError), missing
    assert missing.code == "WORKFLOW_NOT_FOUND"
print("ok")
