"""What a component of the design system is: a name, a template, the props it takes and examples of its use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final


class Required(Enum):
    """The default of a prop that has none."""

    REQUIRED = "required"


REQUIRED: Final = Required.REQUIRED

Values = dict[str, Any]


@dataclass(frozen=True)
class Prop:
    """One value a component takes; with `choices`, a literal outside them is refused when the template is compiled."""

    default: Any = REQUIRED
    doc: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        """Whether the template must give it."""
        return self.default is REQUIRED


@dataclass(frozen=True)
class Example:
    """One use shown in the catalogue: props, or a function that makes them when they need forms."""

    title: str
    props: Values | Callable[[], Values] = field(default_factory=dict)
    slot: str = ""

    def values(self) -> Values:
        """The props, made now."""
        return self.props() if callable(self.props) else self.props


def _nothing(values: Values) -> Values:
    return {}


@dataclass(frozen=True)
class Component:
    """A declared part of a page.

    `prepare` turns the props into what the template draws (geometry, flags); its answer is added to the props.
    With `slots`, `{% cblock %}` hands over content as `slot`. With `attributes`, props that begin with `data_`,
    `hx_` or `aria_` become attributes of the element.
    """

    name: str
    doc: str
    props: Mapping[str, Prop]
    examples: tuple[Example, ...] = ()
    slots: bool = False
    attributes: bool = False
    prepare: Callable[[Values], Values] = _nothing

    @property
    def template(self) -> str:
        """The template that draws it: one file per component, named like it."""
        return f"components/{self.name}.html"

    @property
    def listing(self) -> list[tuple[str, Prop]]:
        """The props with their names; a template cannot ask `props.items` when a prop is itself named `items`."""
        return list(self.props.items())
