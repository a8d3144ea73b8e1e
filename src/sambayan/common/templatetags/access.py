"""`{% may "planning.propose" plan as refusal %}`: the same answer the action will give, for the button."""

from typing import Any

from django import template

from sambayan.common.guard import Answer, why_not
from sambayan.common.language import worded

register = template.Library()
register.filter("worded", worded)


@register.simple_tag(takes_context=True)
def may(context: template.Context, right: str, thing: Any = None) -> Answer:
    """The refusal for the present actor, or None when the right may be used."""
    return why_not(right, context["request"].actor, thing)
