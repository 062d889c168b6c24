"""The bodies of the requests, as the published page describes them."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Any, Literal, Optional, Union

from pydantic import BaseModel, Discriminator, Field, Tag, create_model, model_validator

from .templates import DEFAULT, Template

HttpUrl = Annotated[str, Field(pattern="^https?://")]


class Visibility(str, Enum):
    private = "0"
    unlisted = "1"
    public = "2"


class CreateFields(BaseModel):
    title: str = ""
    description: str = ""
    visibility_status: Visibility = Visibility.unlisted
    image_urls: list[str] = []
    event_id: str = "no_event"
    webhook_url: HttpUrl = None  # type: ignore[assignment]


class CreateWorkflow(CreateFields):
    """The flat form: the options are checked in code, after the template is known."""

    template_id: str = DEFAULT
    options: dict[str, Any] = {}


def _template_of(body: Any) -> Any:
    return body.get("template_id", DEFAULT) if isinstance(body, dict) else getattr(body, "template_id", DEFAULT)


def discriminated(templates: dict[str, Template]) -> Any:
    """Returns the type of the other form: one model for each template, told apart by template_id."""
    models = [
        create_model(
            f"Create_{template.id}",
            __base__=CreateFields,
            template_id=(Literal[template.id], template.id),
            options=(template.options, Field(default_factory=template.options)),
        )
        for template in templates.values()
    ]
    tagged = [Annotated[model, Tag(id)] for model, id in zip(models, templates)]
    return Annotated[Union[tuple(tagged)], Discriminator(_template_of)]


class UpdateWorkflow(BaseModel):
    title: str = None  # type: ignore[assignment]
    description: str = None  # type: ignore[assignment]
    visibility_status: Visibility = None  # type: ignore[assignment]
    rating: str = None  # type: ignore[assignment]
    delivered_at: Optional[datetime] = None

    @model_validator(mode="after")
    def something_is_updated(self) -> "UpdateWorkflow":
        if not self.model_fields_set:
            raise ValueError("at least one property is required")
        return self
