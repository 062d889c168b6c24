"""Creates a workflow, polls it and downloads its output with each HTTP client.

Usage: clients.py URL. Prints one JSON object a line, which HttpClientsTest reads.
"""

import asyncio
import hashlib
import importlib.metadata
import json
import sys

import aiohttp
import httpx
import requests

URL = sys.argv[1]
CREATE = json.dumps(
    {"image_urls": ["https://example.com/in.png"], "event_id": "sim:polls=2"}
).encode()


def headers(key):
    return {"X-Api-Key": key, "Content-Type": "application/json"}


def pieces():
    yield CREATE[:10]
    yield CREATE[10:]


async def async_pieces():
    for piece in pieces():
        yield piece


def report(package, protocol, streamed, key, body):
    line = {
        "client": package,
        "version": importlib.metadata.version(package),
        "protocol": protocol,
        "streamed": streamed,
        "key": key,
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    print(json.dumps(line), flush=True)


def polled(read):
    """Returns the URL of the output, which the workflow has after two reads."""
    for _ in range(2):
        workflow = read()["data"]
    return workflow["result"][0]["url"]


def with_requests(key, streamed):
    with requests.Session() as session:
        session.headers.update(headers(key))
        created = session.post(URL + "/v2/workflow", data=pieces() if streamed else CREATE)
        created.raise_for_status()
        path = "/v2/workflow/" + created.json()["data"]["id"]
        return session.get(polled(lambda: session.get(URL + path).json())).content


def with_httpx(key, streamed, http2):
    with httpx.Client(http1=not http2, http2=http2, headers=headers(key)) as client:
        created = client.post(URL + "/v2/workflow", content=pieces() if streamed else CREATE)
        created.raise_for_status()
        path = "/v2/workflow/" + created.json()["data"]["id"]
        return client.get(polled(lambda: client.get(URL + path).json())).content


async def with_aiohttp(key, streamed):
    async with aiohttp.ClientSession(headers=headers(key), raise_for_status=True) as session:
        body = async_pieces() if streamed else CREATE
        async with session.post(URL + "/v2/workflow", data=body) as created:
            path = "/v2/workflow/" + (await created.json())["data"]["id"]
        for _ in range(2):
            async with session.get(URL + path) as read:
                workflow = (await read.json())["data"]
        async with session.get(workflow["result"][0]["url"]) as download:
            return await download.read()


for streamed in (False, True):
    suffix = "-streamed" if streamed else ""
    key = "requests" + suffix
    report("requests", "HTTP/1.1", streamed, key, with_requests(key, streamed))
    key = "httpx" + suffix
    report("httpx", "HTTP/1.1", streamed, key, with_httpx(key, streamed, False))
    key = "httpx-2" + suffix
    report("httpx", "HTTP/2", streamed, key, with_httpx(key, streamed, True))
    key = "aiohttp" + suffix
    report("aiohttp", "HTTP/1.1", streamed, key, asyncio.run(with_aiohttp(key, streamed)))
