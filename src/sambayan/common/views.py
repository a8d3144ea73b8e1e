"""The catalogue of components: what a page can be built from, drawn from the declarations themselves."""

from django.http import HttpRequest, HttpResponse

from sambayan.common.components import GROUPS
from sambayan.common.guard import public
from sambayan.common.pages import page

TOKENS = (
    *("page", "surface", "sunken", "band", "line", "control", "ink", "ink-2", "ink-3", "accent", "accent-tint"),
    *("good", "good-tint", "warn", "warn-tint", "bad", "bad-tint", "tapis", "thread"),
)
WIDE = ("duty", "element_chart", "trend", "distribution", "person_bar", "ruler", "steps", "chips", "tabs", "search")


@public()
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component in all its examples, with tokens and type."""
    groups = [
        {"name": name, "id": f"group-{number}", "parts": parts} for number, (name, parts) in enumerate(GROUPS.items())
    ]
    return page(request, "common/catalogue.html", {"groups": groups, "tokens": TOKENS, "wide": WIDE})
