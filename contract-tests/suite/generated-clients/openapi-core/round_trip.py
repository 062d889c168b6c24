import os

import requests
from openapi_core import OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse

BASE_URL = os.environ["BASE_URL"]
IMAGE_URLS = ["https://example.com/input.png"]

# The document that the server serves names the server itself.
openapi = OpenAPI.from_dict(requests.get(BASE_URL + "/openapi.json").json())
session = requests.Session()
session.headers["X-Api-Key"] = os.environ["API_KEY"]


def call(method, path, json=None, status=200):
    """Sends a request, and validates and unmarshals the request and its response."""
    prepared = session.prepare_request(requests.Request(method, BASE_URL + path, json=json))
    request = RequestsOpenAPIRequest(prepared)
    openapi.unmarshal_request(request)
    response = session.send(prepared)
    assert response.status_code == status, response.text
    return openapi.unmarshal_response(request, RequestsOpenAPIResponse(response)).data


templates = call("GET", "/v2/workflow/templates?detail=true")["data"]
assert any(template["template_id"] == "vim_astronaut" for template in templates)

typed = call(
    "POST",
    "/v2/workflow",
    {
        "template_id": "vim_astronaut",
        "title": "Launch",
        "image_urls": IMAGE_URLS,
        "options": {"aspect_ratio": "9:16", "pipeline_mode": "image"},
    },
)["data"]
assert typed["model"] == "vim_astronaut"
assert typed["options"]["aspect_ratio"] == "9:16"

workflow = call("POST", "/v2/workflow", {"image_urls": IMAGE_URLS})["data"]
path = f"/v2/workflow/{workflow['id']}"
polls = 0
while workflow["processing_status"] != "success":
    assert polls < 20, workflow["processing_status"]
    workflow = call("GET", path)["data"]
    polls += 1
assert workflow["result"][0]["url"].startswith("http")

invalid = call("PUT", path, {"delivered_at": "2025-02-30 10:00:00Z"}, status=422)
assert invalid["detail"][0]["loc"] == ["body", "delivered_at"]

updated = call("PUT", path, {"title": "Renamed", "visibility_status": "2"})["data"]
assert updated["title"] == "Renamed"
assert updated["visibility_status"] == "2"

assert call("DELETE", path)["data"]["id"] == workflow["id"]

missing = call("GET", path, status=404)
assert missing["code"] == "WORKFLOW_NOT_FOUND"
print("ok")
