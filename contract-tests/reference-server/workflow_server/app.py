"""The API itself: routes, errors and webhooks."""

from __future__ import annotations

import asyncio
import random
import struct
import time
import zlib
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timezone
from typing import Annotated, Optional

import httpx
from fastapi import Body, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader
from fastapi.encoders import jsonable_encoder
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from . import models
from .plants import PLANTS
from .store import Store, Workflow, timestamp
from .templates import TEMPLATES, Template, describe, later, options_of

API_KEY = APIKeyHeader(name="X-Api-Key", auto_error=False)
WEBHOOK_ATTEMPTS = 3


class ApiError(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        self.status, self.code, self.message = status, code, message


def key_of(key: Optional[str] = Depends(API_KEY)) -> str:
    if not key or not key.strip():
        raise ApiError(401, "UNAUTHORIZED", "The API key is missing or not valid.")
    return key


def create_app(
    duration: float = 20.0,
    is_discriminated: bool = False,
    plants: frozenset[str] = frozenset(),
    is_later: bool = False,
) -> FastAPI:
    """Creates the server.

    duration: how long a workflow takes, in seconds
    is_discriminated: validates bodies by a model for each template, not by one flat model
    plants: names of PLANTS
    is_later: has the templates of an imagined later version, whose steps take different times
    """
    unknown = plants - PLANTS.keys()
    if unknown:
        raise ValueError(f"unknown plants {sorted(unknown)}; known are {sorted(PLANTS)}")
    store = Store()
    tasks: set[asyncio.Task] = set()

    @asynccontextmanager
    async def lifespan(_: FastAPI):
        yield
        for task in tasks:
            task.cancel()

    app = FastAPI(title="Workflow API", lifespan=lifespan)
    app.state.store = store
    offered = later() if is_later else dict(TEMPLATES)
    if "template-missing" in plants:
        del offered["vim_sketch_me"]
    if "template-extra" in plants:
        astronaut = TEMPLATES["vim_astronaut"]
        offered["vim_moonwalk"] = Template("vim_moonwalk", "Moonwalk", astronaut.options, astronaut.inputs)

    if "wrong-price" in plants:
        birthday = TEMPLATES["vim_birthday"]
        offered[birthday.id] = replace(birthday, video_credits=2 * birthday.video_credits)

    # ------------------------------------------------------------------------------------ errors

    @app.exception_handler(ApiError)
    async def api_error(_: Request, error: ApiError) -> JSONResponse:
        return JSONResponse({"message": error.message, "code": error.code}, error.status)

    @app.exception_handler(HTTPException)
    async def http_error(_: Request, error: HTTPException) -> JSONResponse:
        code = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}.get(error.status_code, "BAD_REQUEST")
        return JSONResponse({"message": str(error.detail), "code": code}, error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        status = 400 if "status-400" in plants else 422
        return JSONResponse({"detail": jsonable_encoder(error.errors())}, status)

    # --------------------------------------------------------------------------------- responses

    def seconds(at: float):
        return int(at) if "timestamp-format" in plants else timestamp(at)

    def view(workflow: Workflow, base: str) -> dict:
        now = time.time()
        share = workflow.share(now)
        status = workflow.status(now)
        steps = workflow.template.steps(workflow.mode)
        done = workflow.steps_done(now)
        progress = 100 if status == "success" else min(99, int(share * 100))
        if "progress-back" in plants and status not in ("success", "fail") and workflow.reads % 2 == 0:
            progress = 0
        if "status-queued" in plants and status == "new":
            status = "queued"
        outputs = [
            {"content_type": kind, "url": f"{base}/media/{workflow.id}/{name}"} for name, kind in steps[:done]
        ]
        result = outputs[-1:] if status == "success" else []
        ended = workflow.ends if share >= 1 else 0
        body = {
            "id": workflow.id,
            "title": workflow.request["title"],
            "description": workflow.request["description"],
            "visibility_status": workflow.request["visibility_status"],
            "model": workflow.template.id,
            "options": workflow.options,
            "primary_user_id": "someone@example.com",
            "customer_id": "customer-1",
            "processing_status": status,
            "progress_percentage": progress,
            "completions": [
                {"flow": name, "result": [output]} for (name, _), output in zip(steps, outputs)
            ],
            "result": result,
            "images": workflow.request["image_urls"],
            "media_result": [
                {"url": each["url"], "updated_at": seconds(workflow.ends)} for each in result
            ],
            "rating": workflow.rating,
            "delivered_at": workflow.delivered,
            "created_at": seconds(workflow.created),
            "updated_at": seconds(max(workflow.updated, ended)),
        }
        if "renamed-property" in plants:
            body["progress"] = body.pop("progress_percentage")
        return body if "no-envelope" in plants else {"data": body}

    def base_of(request: Request) -> str:
        return str(request.base_url).rstrip("/")

    def found(key: str, workflow_id: str) -> Workflow:
        workflow = store.find(key, workflow_id, any_key="foreign-readable" in plants)
        if workflow is None:
            raise ApiError(404, "NOT_FOUND", "There is no workflow with this id.")
        return workflow

    # -------------------------------------------------------------------------------- operations

    def create(key: str, fields: models.CreateFields, template_id: str, options: dict, base: str) -> dict:
        template = offered.get(template_id)
        if template is None:
            raise ApiError(404, "NOT_FOUND", "There is no template with this id.")
        try:
            in_effect = options_of(template, options)
        except ValidationError as error:
            raise RequestValidationError(
                [
                    {**each, "loc": ("body", "options", *each["loc"])}
                    for each in error.errors(include_url=False)
                ]
            ) from error
        mode = in_effect.get("pipeline_mode", template.modes[-1])
        sent = fields.model_dump(mode="json")
        took = duration + (60 if "slow" in plants else 0)
        # Steps with a pace of their own vary by a fifth in either direction.
        pace = [each * random.uniform(0.8, 1.2) for each in template.pace] or [1.0] * 4
        pace = pace[: len(template.steps(mode))]
        if template.pace:
            took *= sum(pace) / 15
        ends = tuple(sum(pace[: i + 1]) / sum(pace) for i in range(len(pace)))
        workflow = Workflow(key, template, mode, sent, in_effect, took, ends)
        if not store.add(workflow, template.credits(mode)):
            raise ApiError(402, "INSUFFICIENT_CREDIT", "The account does not have enough credits.")
        if sent["webhook_url"]:
            task = asyncio.get_running_loop().create_task(notify(workflow))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        return view(workflow, base)

    async def create_workflow(body, request: Request, key: str = Depends(key_of)) -> dict:
        options = body.options if isinstance(body.options, dict) else body.options.model_dump(exclude_unset=True)
        return create(key, body, body.template_id, options, base_of(request))

    body = models.discriminated(offered) if is_discriminated else models.CreateWorkflow
    create_workflow.__annotations__["body"] = Annotated[body, Body()]
    app.post("/v2/workflow")(create_workflow)

    @app.get("/v2/workflow/templates")
    async def list_templates(detail: bool = Query(False), key: str = Depends(key_of)) -> dict:
        return {"data": [describe(each, detail) for each in offered.values()]}

    @app.get("/v2/workflow/{workflow_id}")
    async def get_workflow(workflow_id: str, request: Request, key: str = Depends(key_of)) -> dict:
        workflow = found(key, workflow_id)
        workflow.reads += 1
        return view(workflow, base_of(request))

    @app.put("/v2/workflow/{workflow_id}")
    async def update_workflow(
        workflow_id: str, body: models.UpdateWorkflow, request: Request, key: str = Depends(key_of)
    ) -> dict:
        workflow = found(key, workflow_id)
        before = dict(workflow.request), workflow.rating, workflow.delivered
        changes = body.model_dump(mode="json", include=body.model_fields_set)
        workflow.request.update({k: v for k, v in changes.items() if k in workflow.request})
        workflow.rating = changes.get("rating", workflow.rating)
        if "delivered_at" in changes:
            at = body.delivered_at or datetime.now(timezone.utc)
            workflow.delivered = seconds((at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp())
        workflow.updated = time.time()
        response = view(workflow, base_of(request))
        if "lost-update" in plants:
            workflow.request, workflow.rating, workflow.delivered = before
        return response

    @app.delete("/v2/workflow/{workflow_id}")
    async def delete_workflow(workflow_id: str, request: Request, key: str = Depends(key_of)) -> dict:
        workflow = found(key, workflow_id)
        response = view(workflow, base_of(request))
        if not store.remove(workflow):
            raise ApiError(404, "NOT_FOUND", "There is no workflow with this id.")
        return response

    # --------------------------------------------------------------- what is no part of the API

    @app.get("/media/{workflow_id}/{step}", include_in_schema=False)
    async def media(workflow_id: str, step: str) -> Response:
        workflow = store.find("", workflow_id, any_key=True)
        kinds = dict(workflow.template.steps(workflow.mode)) if workflow else {}
        if step not in kinds:
            raise ApiError(404, "MEDIA_NOT_FOUND", "There is no such file.")
        return Response(MEDIA[kinds[step]], media_type=kinds[step])

    @app.get("/reference/credits", include_in_schema=False)
    async def credits(key: str = Depends(key_of)) -> dict:
        return {"credits": store.credits(key)}

    @app.put("/reference/credits", include_in_schema=False)
    async def set_credits(credits: int, key: str = Depends(key_of)) -> dict:
        store.set_credits(key, credits)
        return {"credits": credits}

    async def notify(workflow: Workflow) -> None:
        await asyncio.sleep(max(0.0, workflow.ends - time.time()))
        if store.find(workflow.key, workflow.id) is None:
            return
        body = {"customer_id": "customer-1", "workflow_id": workflow.id, "status": "fail" if workflow.fails else "success"}
        if "webhook-body" in plants:
            body["id"] = body.pop("workflow_id")
        async with httpx.AsyncClient(timeout=10) as client:
            for attempt in range(WEBHOOK_ATTEMPTS):
                try:
                    if (await client.post(workflow.request["webhook_url"], json=body)).is_success:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(2**attempt)

    return app


def _picture() -> bytes:
    """Returns a PNG of 2 by 2 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(6)) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURE = _picture()
# The first box of an MP4 file and an empty second one: enough for a reader of content types.
CLIP = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 512, b"isom", b"mp41") + struct.pack(">I4s", 8, b"mdat")
# One silent frame of MPEG-1 layer 3.
SOUND = bytes.fromhex("fffb9064") + bytes(413)
MEDIA = {"image/png": PICTURE, "video/mp4": CLIP, "audio/mpeg": SOUND}
