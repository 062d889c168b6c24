import os

import httpx
from models import (
    ApiError,
    AspectRatio,
    CreateWorkflowRequest,
    PipelineMode,
    TemplateListResponse,
    UpdateWorkflowRequest,
    ValidationErrors,
    VideoOptions,
    VimAstronautRequest,
    VimNewYear2026Request,
    VisibilityStatus,
    WorkflowResponse,
)

IMAGE_URLS = ["https://example.com/input.png"]


def body(model):
    return {
        "content": model.model_dump_json(exclude_unset=True),
        "headers": {"Content-Type": "application/json"},
    }


with httpx.Client(
    base_url=os.environ["BASE_URL"], headers={"X-Api-Key": os.environ["API_KEY"]}
) as http:
    templates = TemplateListResponse.model_validate_json(http.get("/v2/workflow/templates").content)
    assert any(template.template_id == "vim_astronaut" for template in templates.data)

    request = VimAstronautRequest(
        template_id="vim_astronaut",
        title="Launch",
        image_urls=IMAGE_URLS,
        options=VideoOptions(
            aspect_ratio=AspectRatio.PORTRAIT_9_16, pipeline_mode=PipelineMode.image
        ),
    )
    response = http.post("/v2/workflow", **body(CreateWorkflowRequest(request)))
    typed = WorkflowResponse.model_validate_json(response.content).data
    assert typed.model == "vim_astronaut"
    assert typed.options["aspect_ratio"] == "9:16"

    request = VimNewYear2026Request(image_urls=IMAGE_URLS)
    response = http.post("/v2/workflow", **body(CreateWorkflowRequest(request)))
    workflow = WorkflowResponse.model_validate_json(response.content).data
    url = f"/v2/workflow/{workflow.id}"
    polls = 0
    while workflow.processing_status != "success":
        assert polls < 20, workflow.processing_status
        workflow = WorkflowResponse.model_validate_json(http.get(url).content).data
        polls += 1
    assert workflow.result[0].url.startswith("http")

    invalid = http.put(url, **body(UpdateWorkflowRequest(delivered_at="2025-02-30 10:00:00Z")))
    assert invalid.status_code == 422
    errors = ValidationErrors.model_validate_json(invalid.content)
    assert errors.detail[0].loc == ["body", "delivered_at"]

    change = UpdateWorkflowRequest(title="Renamed", visibility_status=VisibilityStatus.PUBLIC)
    updated = WorkflowResponse.model_validate_json(http.put(url, **body(change)).content).data
    assert updated.title == "Renamed"
    assert updated.visibility_status == "2"

    deleted = WorkflowResponse.model_validate_json(http.delete(url).content).data
    assert deleted.id == workflow.id

    missing = http.get(url)
    assert missing.status_code == 404
    assert ApiError.model_validate_json(missing.content).code == "WORKFLOW_NOT_FOUND"
print("ok")
