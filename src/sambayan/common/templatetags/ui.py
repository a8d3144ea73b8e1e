"""The tags `{% c %}` and `{% cblock %}` that draw components, and the filters for numbers and dates."""

from itertools import count
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe

from sambayan.common import numbers
from sambayan.common.components import Component, ComponentError, check, complete, look_up
from sambayan.common.language import named

register = template.Library()
register.filter("decimal", numbers.decimal)
register.filter("integer", numbers.integer)
register.filter("percent", numbers.percent)
register.filter("interval", numbers.interval)
register.filter("day", numbers.day)
register.filter("date_short", numbers.date_short)
register.filter("date_long", numbers.date_long)
register.filter("moment", numbers.moment)
register.filter("attributes", flatatt, is_safe=True)
register.filter("named", named)

_elsewhere = count(1)


def unique_id(context: Context, name: str) -> str:
    """An id no other component of this page has; counted per request, so that the same page gets the same ids."""
    request = context.get("request")
    if request is None:
        return f"{name}-{next(_elsewhere)}"
    request.components_drawn = getattr(request, "components_drawn", 0) + 1
    return f"{name}-{request.components_drawn}"


def draw(component: Component, given: dict[str, Any], context: Context) -> SafeString:
    """The component as HTML, drawn with its own props only: nothing of the surrounding page leaks into it."""
    slot = given.pop("slot", "")
    values = complete(component, {"uid": unique_id(context, component.name), **given})
    values["slot"] = slot
    values["request"] = context.get("request")
    assert context.template is not None
    return context.template.engine.get_template(component.template).render(context.new(values))


class ComponentNode(template.Node):
    """One use of a component, checked when the template was compiled."""

    child_nodelists = ("slot",)

    def __init__(self, component: Component, props: dict[str, FilterExpression], slot: NodeList) -> None:
        """Keep the parsed parts."""
        self.component, self.props, self.slot = component, props, slot

    def render(self, context: Context) -> SafeString:
        """Resolve the props and draw; an undefined variable counts as not given."""
        given = {name: value.resolve(context, ignore_failures=True) for name, value in self.props.items()}
        slot = mark_safe(self.slot.render(context).strip())
        return draw(self.component, {**given, "slot": slot}, context)


def _parse(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise TemplateSyntaxError(f"'{tag}' wants the quoted name of a component first.")
    props = token_kwargs(rest := bits[1:], parser)
    if rest:
        raise TemplateSyntaxError(f"'{tag} {bits[0]}' takes props as name=value, not '{rest[0]}'.")
    literals = {name: None if value.is_var or value.filters else str(value.var) for name, value in props.items()}
    try:
        component = look_up(bits[0][1:-1])
        check(component, literals)
    except ComponentError as error:
        raise TemplateSyntaxError(str(error)) from error
    return component, props


@register.tag("c")
def component_tag(parser: Parser, token: Token) -> ComponentNode:
    """`{% c "tag" label="Selesai" kind="good" %}`: a component without content."""
    component, props = _parse(parser, token)
    return ComponentNode(component, props, NodeList())


@register.tag("cblock")
def component_block(parser: Parser, token: Token) -> ComponentNode:
    """`{% cblock "card" title="Tim" %}…{% endcblock %}`: a component around content."""
    component, props = _parse(parser, token)
    if not component.slots:
        raise TemplateSyntaxError(
            f"Component '{component.name}' takes no content: write {{% c \"{component.name}\" %}}."
        )
    slot = parser.parse(("endcblock",))
    parser.delete_first_token()
    return ComponentNode(component, props, slot)


@register.simple_tag(takes_context=True)
def draw_example(context: Context, component: Component, example: Any) -> SafeString:
    """An example of the catalogue, drawn like `{% c %}` would."""
    return draw(component, {**example.values(), "slot": mark_safe(example.slot)}, context)
