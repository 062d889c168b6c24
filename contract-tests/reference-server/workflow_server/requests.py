"""Requests whose responses show the form of FastAPI's errors, by name."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

KEY = {"X-Api-Key": "demo"}
JSON = {"Content-Type": "application/json"}


class Sent(NamedTuple):
    """One request. {id} in its path stands for the id of a workflow that exists."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None


WRONG: dict[str, Any] = {
    "null": None,
    "true": True,
    "0": 0,
    "1.5": 1.5,
    "text": "text",
    "empty text": "",
    "an empty list": [],
    "a list": ["text"],
    "an empty object": {},
}


def all_requests() -> dict[str, Sent]:
    """Returns every request, in a stable order."""
    requests: dict[str, Sent] = {}

    def add(name: str, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> None:
        if name in requests:
            raise ValueError(f"two requests are called {name!r}")
        raw = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        requests[name] = Sent(method, path, {**KEY, **(JSON if body is not None else {}), **(headers or {})}, raw)

    def create(name: str, body: Any, headers: dict[str, str] | None = None) -> None:
        add(f"create: {name}", "POST", "/v2/workflow", body, headers)

    def update(name: str, body: Any) -> None:
        add(f"update: {name}", "PUT", "/v2/workflow/{id}", body)

    # What is right.
    create("no property", {})
    create("an unknown property", {"colour": "red"})
    create("the example of the page", {
        "title": "Campaign Workflow", "description": "Astronaut-themed launch campaign video",
        "visibility_status": "1", "image_urls": ["https://example.com/input.png"],
        "template_id": "vim_new_year_2026", "options": {"aspect_ratio": "16:9", "pipeline_mode": "video"},
        "event_id": "campaign_2026_q1",
    })
    add("read", "GET", "/v2/workflow/{id}")
    add("delete", "DELETE", "/v2/workflow/{id}")
    update("a title", {"title": "Launch"})
    update("no delivery time, which is now", {"delivered_at": None})
    update("a delivery time", {"delivered_at": "2026-01-31T12:00:00Z"})
    update("an unknown property beside a known one", {"title": "Launch", "colour": "red"})

    # Wrong values of each property.
    for name in ("title", "description", "visibility_status", "image_urls", "template_id", "options", "event_id"):
        for kind, value in WRONG.items():
            create(f"{name} is {kind}", {name: value})
    for kind in ("null", "true", "0", "an empty list", "an empty object"):
        create(f"webhook_url is {kind}", {"webhook_url": WRONG[kind]})
        create(f"an image URL is {kind}", {"image_urls": ["https://example.com/a.png", WRONG[kind]]})
        create(f"aspect_ratio is {kind}", {"options": {"aspect_ratio": WRONG[kind]}})
        create(f"user_name is {kind}", {
            "template_id": "vim_wc26_trading_card", "options": {"user_name": WRONG[kind]}})
    create("webhook_url is no URL", {"webhook_url": "receiver"})
    create("visibility_status is unknown", {"visibility_status": "9"})
    create("visibility_status is a number that is known as a text", {"visibility_status": 1})
    create("aspect_ratio is unknown", {"options": {"aspect_ratio": "2:1"}})
    create("aspect_ratio in another case", {"options": {"aspect_ratio": "ORIGIN"}})
    create("pipeline_mode is unknown", {"options": {"pipeline_mode": "audio"}})
    create("motion_type is unknown", {"template_id": "vim_infinite_loop", "options": {"motion_type": "Fast"}})
    create("voice is unknown", {"template_id": "each_ugcproduct_0226", "options": {"voice": "Nobody"}})
    create("voice is null", {"template_id": "each_ugcproduct_0226", "options": {"voice": None}})
    create("appearance is a number", {"template_id": "vim_company_cards", "options": {"appearance": 3}})
    create("an option of another template", {"options": {"voice": "Sarah"}})
    create("an unknown option", {"options": {"colour": "red"}})
    create("an unknown option with null", {"options": {"colour": None}})
    create("two unknown options", {"options": {"colour": "red", "size": 1}})
    create("a wrong and an unknown option", {"options": {"aspect_ratio": "2:1", "colour": "red"}})
    create("an option without a name", {"options": {"": "red"}})
    create("an unknown template", {"template_id": "vim_nothing"})
    create("an unknown template with wrong options", {"template_id": "vim_nothing", "options": {"aspect_ratio": "2:1"}})
    create("an id of a template with a space", {"template_id": "vim_astronaut "})
    create("two wrong properties", {"title": 5, "description": 6})
    create("three wrong image URLs", {"image_urls": [1, None, {}]})

    for name in ("title", "description", "visibility_status", "rating"):
        for kind in ("null", "true", "0", "1.5", "an empty list", "an empty object"):
            update(f"{name} is {kind}", {name: WRONG[kind]})
    update("visibility_status is unknown", {"visibility_status": "9"})
    for kind in ("true", "an empty list", "an empty object", "text", "empty text"):
        update(f"delivered_at is {kind}", {"delivered_at": WRONG[kind]})
    update("delivered_at has no time", {"delivered_at": "2026-01-31"})
    update("delivered_at is no day", {"delivered_at": "2026-02-30T12:00:00Z"})
    update("delivered_at has month 13", {"delivered_at": "2026-13-01T12:00:00Z"})
    update("delivered_at has a space", {"delivered_at": "2026-01-31 12:00:00.123456+00:00"})
    update("delivered_at is a number", {"delivered_at": 1769860800})
    update("no property", {})

    # Bodies that are no JSON object.
    for kind, text in {
        "empty": "", "one brace": "{", "an open text": '{"title": "a', "a trailing comma": '{"title": "a",}',
        "single quotes": "{'title': 'a'}", "no JSON": "title=a", "two values": "{} {}", "a comment": "{} // a",
        "a control character": '{"title": "a\nb"}', "a wrong escape": '{"title": "\\x"}', "spaces only": "   ",
        "a name without quotes": '{title: "a"}', "a leading zero": '{"title": 01}', "a plus sign": '{"title": +1}',
    }.items():
        create(f"the body is {kind}", text.encode())
    for kind, text in {
        "null": "null", "true": "true", "a number": "5", "a text": '"a"', "a list": "[]", "a list of objects": "[{}]",
    }.items():
        create(f"the body is {kind}", text.encode())
        add(f"update: the body is {kind}", "PUT", "/v2/workflow/{id}", text.encode())
    create("the body has not a number", b'{"title": NaN}')
    create("the body has infinity", b'{"title": Infinity}')
    create("the body has the same name twice", b'{"title": "a", "title": "b"}')
    create("the body has the same name twice, the last one wrong", b'{"title": "a", "title": 5}')
    create("the body has a byte order mark", b"\xef\xbb\xbf{}")
    create("the body is UTF-16", "{}".encode("utf-16"))
    create("the body is no UTF-8", b'{"title": "\xff"}')
    create("the body has half a surrogate pair", b'{"title": "\\ud800"}')
    create("the body has a huge integer", b'{"title": 123456789012345678901234567890}')
    create("the body has a huge exponent", b'{"title": 1e400}')
    create("the body has a null character", b'{"title": "a\\u0000b"}')
    add("create: no body", "POST", "/v2/workflow")
    add("update: no body", "PUT", "/v2/workflow/{id}")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/vnd.api+json", "application/json; charset=utf-8",
                 "APPLICATION/JSON", "application/xml"):
        create(f"the content type is {kind}", {"title": "a"}, {"Content-Type": kind})

    # Queries.
    for value in ("true", "True", "TRUE", "1", "t", "y", "yes", "Yes", "on", "ON",
                  "false", "False", "0", "f", "n", "no", "off", "", "2", "10", "-1", "maybe", "null", " true", "truee"):
        add(f"list: detail is {value!r}", "GET", f"/v2/workflow/templates?detail={value.replace(' ', '%20')}")
    add("list: no detail", "GET", "/v2/workflow/templates")
    add("list: detail without a value", "GET", "/v2/workflow/templates?detail")
    add("list: detail twice", "GET", "/v2/workflow/templates?detail=maybe&detail=true")
    add("list: detail twice, the last one wrong", "GET", "/v2/workflow/templates?detail=true&detail=maybe")
    add("list: an unknown parameter", "GET", "/v2/workflow/templates?limit=5")
    add("read: an unknown parameter", "GET", "/v2/workflow/{id}?detail=maybe")

    # Keys, paths and methods.
    for name, method, path, body in (
        ("create", "POST", "/v2/workflow", b"{}"), ("read", "GET", "/v2/workflow/{id}", None),
        ("update", "PUT", "/v2/workflow/{id}", b'{"title": "a"}'), ("delete", "DELETE", "/v2/workflow/{id}", None),
        ("list", "GET", "/v2/workflow/templates", None),
    ):
        add(f"{name}: an empty key", method, path, body, {"X-Api-Key": ""})
    create("an empty key and a wrong property", {"title": 5}, {"X-Api-Key": ""})
    create("an empty key and an unknown template", {"template_id": "vim_nothing"}, {"X-Api-Key": ""})
    add("list: an empty key and a wrong parameter", "GET", "/v2/workflow/templates?detail=maybe", None, {"X-Api-Key": ""})
    create("a key in another case", {}, {"x-api-key": "demo"})
    for name, method, body in (("read", "GET", None), ("update", "PUT", b'{"title": "a"}'), ("delete", "DELETE", None)):
        add(f"{name}: an unknown id", method, "/v2/workflow/no-such-workflow", body)
        add(f"{name}: an id with a space", method, "/v2/workflow/no%20such", body)
    add("update: an unknown id and a wrong property", "PUT", "/v2/workflow/no-such-workflow", {"title": 5})
    add("unknown path", "GET", "/v2/workflows")
    add("unknown path below a workflow", "GET", "/v2/workflow/{id}/result")
    add("path in another case", "GET", "/V2/workflow/templates")
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        add(f"{method} on the collection", method, "/v2/workflow")
    for method in ("POST", "PATCH"):
        add(f"{method} on a workflow", method, "/v2/workflow/{id}", b"{}")
        add(f"{method} on the template list", method, "/v2/workflow/templates", b"{}")
    return requests
