"""The workflows of all API keys. Progress is a function of the time since creation."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone

from .templates import Template

FIRST_CREDITS = 1_000_000


@dataclass
class Workflow:
    key: str
    template: Template
    mode: str
    request: dict
    options: dict
    duration: float
    ends_of_steps: tuple[float, ...]
    """The share of the work after which each step is done; the last one is 1."""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    created: float = field(default_factory=time.time)
    updated: float = 0.0
    reads: int = 0
    rating: str | None = None
    delivered: str | None = None

    def __post_init__(self) -> None:
        self.updated = self.created

    @property
    def fails(self) -> bool:
        """A workflow without any picture or text to work on ends with fail."""
        inputs = ("image_url", "prompt", "product_image", "front_view", "right_view", "back_view", "left_view")
        return not self.request["image_urls"] and not any(self.options.get(name) for name in inputs)

    def share(self, now: float) -> float:
        """Returns how much of the work is done, from 0 to 1."""
        return 1.0 if self.duration <= 0 else min(1.0, (now - self.created) / self.duration)

    def steps_done(self, now: float) -> int:
        """Returns how many steps are done; the last one is done on success only."""
        if self.status(now) == "success":
            return len(self.ends_of_steps)
        share = self.share(now)
        return sum(share >= end for end in self.ends_of_steps[:-1])

    def status(self, now: float) -> str:
        share = self.share(now)
        if share >= 1:
            return "fail" if self.fails else "success"
        return "new" if share < min(0.1, self.ends_of_steps[0] / 2) else "processing"

    @property
    def ends(self) -> float:
        return self.created + self.duration


def timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f+00:00")


class Store:
    """Holds workflows and credits by API key. Safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workflows: dict[str, Workflow] = {}
        self._credits: dict[str, int] = {}

    def add(self, workflow: Workflow, price: int) -> bool:
        """Adds a workflow and charges for it; returns False if the credits do not suffice."""
        with self._lock:
            balance = self._credits.get(workflow.key, FIRST_CREDITS)
            if balance < price:
                return False
            self._credits[workflow.key] = balance - price
            self._workflows[workflow.id] = workflow
            return True

    def set_credits(self, key: str, credits: int) -> None:
        with self._lock:
            self._credits[key] = credits

    def credits(self, key: str) -> int:
        with self._lock:
            return self._credits.get(key, FIRST_CREDITS)

    def find(self, key: str, id: str, any_key: bool = False) -> Workflow | None:
        with self._lock:
            workflow = self._workflows.get(id)
        return workflow if workflow and (any_key or workflow.key == key) else None

    def remove(self, workflow: Workflow) -> bool:
        with self._lock:
            return self._workflows.pop(workflow.id, None) is not None
