"""The templates of the published page, with the options that its table names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Optional

from pydantic import BaseModel, ConfigDict


class AspectRatio(str, Enum):
    wide = "16:9"
    classic = "4:3"
    square = "1:1"
    tall = "3:4"
    phone = "9:16"
    origin = "Origin"


class PipelineMode(str, Enum):
    image = "image"
    video = "video"


class Appearance(str, Enum):
    flat = "2D"
    solid = "3D"


MotionType = Enum(
    "MotionType",
    {
        name: name
        for name in (
            "Auto AutoT3 KlingAI KlingT4 LumaAI LumaRay2 VeoFast Veo RunwayML MinimaxHailuo Seedance SeedanceFast "
            "Hunyuan Pixverse PixverseT3 PicoMotion StaticMotion Wan Sora SoraPro"
        ).split()
    },
    type=str,
)

Voice = Enum(
    "Voice",
    {
        name: name
        for name in (
            "Rachel Aria Roger Sarah Laura Charlie George Callum River Liam Charlotte Alice Matilda Will Jessica Eric "
            "Chris Brian Daniel Lily Bill"
        ).split()
    },
    type=str,
)


class Options(BaseModel):
    """What every template takes. None is the default of an option without a value; null is refused."""

    model_config = ConfigDict(extra="forbid")

    image_url: str = None  # type: ignore[assignment]


class Still(Options):
    aspect_ratio: AspectRatio = AspectRatio.wide


class Common(Still):
    pipeline_mode: PipelineMode = PipelineMode.video


class Fashion(Options):
    aspect_ratio: AspectRatio = AspectRatio.origin


class TradingCard(Common):
    user_name: str = None  # type: ignore[assignment]
    aspect_ratio: AspectRatio = AspectRatio.phone


class CompanyCard(Common):
    company: str = "Accenture"
    appearance: Appearance = Appearance.solid


class Reimagine(Common):
    prompt: str = None  # type: ignore[assignment]


class Panorama(Options):
    front_view: str = None  # type: ignore[assignment]
    right_view: str = None  # type: ignore[assignment]
    back_view: str = None  # type: ignore[assignment]
    left_view: str = None  # type: ignore[assignment]


class FrameEscape(Still):
    user_name: str = None  # type: ignore[assignment]
    job_description: str = "businessman"


class Career(Still):
    image_description: str = None  # type: ignore[assignment]


class Loop(Fashion):
    motion_type: MotionType = MotionType.KlingAI


class Exploded(Options):
    prompt: str = None  # type: ignore[assignment]
    aspect_ratio: AspectRatio = AspectRatio.phone


class Testimonial(Options):
    product_name: str = "Premium Skincare Serum"
    target_audience: str = "Women aged 25-40 interested in anti-aging skincare"
    product_image: str = "https://distribution.vimmerse.net/presets/image/skincare_product.jpg"
    voice: Voice = Voice.Sarah
    aspect_ratio: AspectRatio = AspectRatio.phone


class Square(Common):
    aspect_ratio: AspectRatio = AspectRatio.square


class NumberedCard(Common):
    aspect_ratio: AspectRatio = AspectRatio.phone
    number: int = 10


class Genre(str, Enum):
    rock = "Rock"
    eighties = "80s"


class Song(Options):
    genre: Genre = Genre.rock
    verses: int = 2


@dataclass(frozen=True)
class Template:
    id: str
    label: str
    options: type[Options]
    inputs: tuple[str, ...]
    video_credits: int = 100
    image_credits: int = 20
    pace: tuple[float, ...] = ()
    """How long each step takes in relation to the others; empty for equal times."""

    @property
    def modes(self) -> tuple[str, ...]:
        """The kinds of output that a request can ask for; the last one is the default."""
        if issubclass(self.options, Song):
            return ("audio",)
        if self.options is Still:
            return ("image",)
        return ("image", "video") if "pipeline_mode" in self.options.model_fields else ("video",)

    def credits(self, mode: str) -> int:
        return self.image_credits if mode == "image" else self.video_credits

    def steps(self, mode: str) -> tuple[tuple[str, str], ...]:
        """The steps in order, each with the content type of its output."""
        if mode == "audio":
            return (("draw_score", "image/png"), ("sing", "audio/mpeg"))
        pictures = (("crop_to_content", "image/png"), ("image_to_image", "image/png"), ("upscale", "image/png"))
        return pictures if mode == "image" else (*pictures, ("create_media", "video/mp4"))


def _all() -> list[Template]:
    camera, both, files = ("camera",), ("camera", "local"), ("local", "asset")
    own: tuple[str, ...] = ("template-specific",)
    rows: list[tuple[str, str, type[Options], tuple[str, ...]]] = [
        ("vim_wc26_trading_card", "WC 2026 Trading Card", TradingCard, both),
        ("vim_company_cards", "Company Cards", CompanyCard, camera),
        ("vim_fast_reimagine", "Fast Reimagine", Reimagine, camera),
        ("vim_360_safari", "360 @ African Safari", Panorama, own),
        ("vim_360_nyctimessquare", "360 @ NYC Times Square", Panorama, own),
        ("vim_giant_me", "Giant Me", Common, camera),
        ("vim_tiny_me", "Tiny Me", Common, camera),
        ("vim_squishy_face", "Squishy Face", Common, both),
        ("vim_bobblehead_figure", "Bobblehead Figure", Common, camera),
        ("vim_sticker_me", "Sticker Me", Still, camera),
        ("vim_expression_grid", "Expression Grid", Still, camera),
        ("vim_superheros", "Super Heros", Common, camera),
        ("vim_genz", "Gen Z", Common, camera),
        ("vim_chinese_celebration", "Chinese Celebration", Common, camera),
        ("vim_bride", "Bride", Common, camera),
        ("vim_wedding_garden", "Wedding Garden", Common, camera),
        ("vim_wedding_palace", "Wedding Palace", Common, camera),
        ("vim_wedding_church", "Wedding Church", Common, camera),
        ("vim_astronaut", "Astronaut", Common, camera),
        ("vim_new_year_2026", "New Year 2026", Common, camera),
        ("vim_dancing_santa", "Dancing Santa", Common, camera),
        ("vim_birthday", "Birthday", Common, camera),
        ("vim_instagramframeescape_0226", "Instagram Frame Escape", FrameEscape, camera),
        ("vim_dreamcareer_0226", "Dream Career", Career, camera),
        ("vim_ces_show", "CES Show", Common, camera),
        ("vim_amazonia", "Amazonia", Common, camera),
        ("vim_arctic", "Arctic", Common, camera),
        ("vim_sketch_to_fashion_show", "Sketch to Fashion Show", Fashion, files),
        ("vim_sketch_me", "Sketch Me", Common, camera),
        ("vim_product_showcase", "Product Showcase", Common, files),
        ("vim_worn_by_invisible", "Worn by Invisible", Common, files),
        ("vim_infinite_loop", "Infinite Loop", Loop, own),
        ("vim_product_poster", "Product Poster", Common, files),
        ("vim_billboard_ads", "Billboard Ads", Common, files),
        ("vim_billboard_city", "Billboard City", Common, files),
        ("vim_elegant_presentation", "Elegant Presentation", Common, files),
        ("vim_product_bubbles", "Product Bubbles", Common, files),
        ("each_explodedloop_0226", "Exploded Loop", Exploded, own),
        ("each_ugcproduct_0226", "UGC Product", Testimonial, own),
        ("minty_brushingteeth_0226", "Brushing Teeth", Common, camera),
    ]
    prices = {"each_ugcproduct_0226": 320}
    return [Template(*row, video_credits=prices.get(row[0], 100)) for row in rows]


DEFAULT = "vim_new_year_2026"
TEMPLATES: dict[str, Template] = {each.id: each for each in _all()}


def later() -> dict[str, Template]:
    """Returns the templates of an imagined later version of the page, with steps that take different times."""
    templates = {id: replace(each, pace=(1, 4, 2, 8)) for id, each in TEMPLATES.items()}
    del templates["vim_sketch_me"], templates["vim_genz"]
    for id, each in templates.items():
        if each.options is TradingCard:
            templates[id] = replace(each, options=NumberedCard)
    templates["vim_bride"] = replace(templates["vim_bride"], options=Square)
    templates["vim_birthday"] = replace(templates["vim_birthday"], video_credits=150)
    templates["vim_arctic"] = replace(templates["vim_arctic"], label="Arctic Snow", inputs=("camera", "local"))
    for id, label, options in (
        ("vim_moonwalk", "Moonwalk", Common), ("vim_jingle", "Jingle", Song), ("vim_anthem", "Anthem", Song),
    ):
        templates[id] = Template(id, label, options, ("camera",), video_credits=10, pace=(1, 4, 2, 8))
    return templates


def describe(template: Template, detail: bool) -> dict:
    """Returns the entry of the template list."""
    entry = {
        "template_id": template.id,
        "label": template.label,
        "description": f"The template {template.label}.",
        "inputs": list(template.inputs),
        "credits": {mode: template.credits(mode) for mode in template.modes},
        "webhook": True,
    }
    if detail:
        entry["options"] = [_option(name, field) for name, field in template.options.model_fields.items()]
        entry["modes"] = {
            mode: {
                "steps": [name for name, _ in template.steps(mode)],
                "outputs": [template.steps(mode)[-1][1]],
            }
            for mode in template.modes
        }
    return entry


def _option(name: str, field) -> dict:
    option: dict = {"name": name, "type": "integer" if field.annotation is int else "string"}
    if field.default is not None:
        option["default"] = field.default.value if isinstance(field.default, Enum) else field.default
    if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
        option["enum"] = [each.value for each in field.annotation]
    return option


def options_of(template: Template, sent: dict) -> dict:
    """Returns the options in effect, by name; raises pydantic's ValidationError."""
    return template.options.model_validate(sent).model_dump(mode="json", exclude_none=True)
