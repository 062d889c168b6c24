"""Records how FastAPI answers: python -m workflow_server.record FILE adds the responses of the installed version."""

from __future__ import annotations

import json
import sys
import threading
import time
from importlib.metadata import version
from pathlib import Path
from base64 import b64encode

import httpx
import uvicorn

from .app import create_app
from .requests import Sent, all_requests


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    file = Path(sys.argv[1])
    known = {each["name"]: each for each in json.loads(file.read_text())} if file.exists() else {}
    entries = []
    server = uvicorn.Server(uvicorn.Config(create_app(duration=0), port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        for name, sent in all_requests().items():
            responses = known.get(name, {}).get("responses", {})
            # A server error closes the connection.
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                responses["FastAPI " + version("fastapi")] = response(client, sent)
            entries.append({"name": name, **request(sent), "responses": responses})
    finally:
        server.should_exit = True
        thread.join()
    lines = (json.dumps(each, ensure_ascii=True) for each in entries)
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{len(entries)} responses of FastAPI {version('fastapi')}, pydantic {version('pydantic')}")


def request(sent: Sent) -> dict:
    body: dict = {}
    if sent.body is not None:
        try:
            text = sent.body.decode("utf-8")
            body = {"body": text}
        except UnicodeDecodeError:
            body = {"body_base64": b64encode(sent.body).decode("ascii")}
    return {"method": sent.method, "path": sent.path, "headers": sent.headers, **body}


def response(client: httpx.Client, sent: Sent) -> dict:
    created = client.post("/v2/workflow", json={}, headers={"X-Api-Key": "demo"})
    path = sent.path.replace("{id}", created.json()["data"]["id"])
    got = client.request(sent.method, path, headers=sent.headers, content=sent.body)
    if got.status_code != 422:
        return {"status": got.status_code}
    return {
        "status": 422,
        "detail": [
            {"loc": each["loc"], "type": each["type"], "has_ctx": "ctx" in each} for each in got.json()["detail"]
        ],
    }


if __name__ == "__main__":
    main()
