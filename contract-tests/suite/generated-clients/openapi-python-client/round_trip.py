import os

from workflow_api import AuthenticatedClient
from workflow_api.api.templates import list_templates
from workflow_api.api.workflow import create_workflow, delete_workflow, get_workflow, update_workflow
from workflow_api.models import (
    ApiError,
    AspectRatio,
    PipelineMode,
    TemplateListResponse,
    UpdateWorkflowRequest,
    ValidationErrors,
    VideoOptions,
    VimAstronautRequest,
    VimAstronautRequestTemplateId,
    VimNewYear2026Request,
    VisibilityStatus,
    WorkflowResponse,
)

IMAGE_URLS = ["https://example.com/input.png"]

client = AuthenticatedClient(
    base_url=os.environ["BASE_URL"],
    token=os.environ["API_KEY"],
    auth_header_name="X-Api-Key",
    prefix="",
)
with client:
    templates = list_templates.sync(client=client)
    assert isinstance(templates, TemplateListResponse), templates
    assert any(template.template_id == "vim_astronaut" for template in templates.data)

    typed = create_workflow.sync(
        client=client,
        body=VimAstronautRequest(
            template_id=VimAstronautRequestTemplateId.VIM_ASTRONAUT,
            title="Launch",
            image_urls=IMAGE_URLS,
            options=VideoOptions(
                aspect_ratio=AspectRatio.PORTRAIT_9_16, pipeline_mode=PipelineMode.IMAGE
            ),
        ),
    )
    assert isinstance(typed, WorkflowResponse), typed
    assert typed.data.model == "vim_astronaut"
    assert typed.data.options["aspect_ratio"] == "9:16"

    created = create_workflow.sync(client=client, body=VimNewYear2026Request(image_urls=IMAGE_URLS))
    assert isinstance(created, WorkflowResponse), created
    workflow = created.data
    polls = 0
    while workflow.processing_status != "success":
        assert polls < 20, workflow.processing_status
        read = get_workflow.sync(workflow.id, client=client)
        assert isinstance(read, WorkflowResponse), read
        workflow = read.data
        polls += 1
    assert workflow.result[0].url.startswith("http")

    invalid = update_workflow.sync(
        workflow.id, client=client, body=UpdateWorkflowRequest(delivered_at="2025-02-30 10:00:00Z")
    )
    assert isinstance(invalid, ValidationErrors), invalid
    assert invalid.detail[0].loc == ["body", "delivered_at"]

    updated = update_workflow.sync(
        workflow.id,
        client=client,
        body=UpdateWorkflowRequest(title="Renamed", visibility_status=VisibilityStatus.PUBLIC),
    )
    assert isinstance(updated, WorkflowResponse), updated
    assert updated.data.title == "Renamed"
    assert updated.data.visibility_status == "2"

    deleted = delete_workflow.sync(workflow.id, client=client)
    assert isinstance(deleted, WorkflowResponse), deleted
    assert deleted.data.id == workflow.id

    missing = get_workflow.sync_detailed(workflow.id, client=client)
    assert missing.status_code == 404
    assert isinstance(missing.parsed, ApiError), missing.parsed
    assert missing.parsed.code == "WORKFLOW_NOT_FOUND"
print("ok")
