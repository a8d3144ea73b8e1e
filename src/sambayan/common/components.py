"""The registry of components, and the check that a template uses them as declared."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from sambayan.common.parts import controls, forms, graphics, information, navigation, records
from sambayan.common.parts.declaration import REQUIRED, Component, Example, Prop, Values

__all__ = ["COMPONENTS", "REQUIRED", "Component", "ComponentError", "Example", "Prop", "Values", "complete", "look_up"]

GROUPS: Mapping[str, tuple[Component, ...]] = {
    "Kendali": controls.PARTS,
    "Isian": forms.PARTS,
    "Keterangan": information.PARTS,
    "Catatan dan daftar": records.PARTS,
    "Jalan": navigation.PARTS,
    "Grafik": graphics.PARTS,
}
COMPONENTS: Mapping[str, Component] = {part.name: part for parts in GROUPS.values() for part in parts}
PREFIXES = ("data_", "hx_", "aria_")


class ComponentError(ValueError):
    """A template uses a component in a way that was not declared; the message says what was meant."""


def _suggestion(word: str, known: Collection[str]) -> str:
    close = get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(repr(name) for name in close)}?"
    return f"Known: {', '.join(sorted(known)) or 'none'}."


def look_up(name: str) -> Component:
    """The component of that name, or a ComponentError that names the nearest."""
    if name not in COMPONENTS:
        raise ComponentError(f"Unknown component '{name}'. {_suggestion(name, COMPONENTS)}")
    return COMPONENTS[name]


def check(component: Component, given: Mapping[str, str | None]) -> None:
    """Refuse unknown, missing and impossible props; `given` maps each prop to its literal text, None if not literal."""
    for name, literal in given.items():
        if component.attributes and name.startswith(PREFIXES):
            continue
        if name not in component.props:
            raise ComponentError(
                f"Component '{component.name}' has no prop '{name}'. {_suggestion(name, component.props)}"
            )
        choices = component.props[name].choices
        if choices and literal is not None and literal not in choices:
            raise ComponentError(
                f"Component '{component.name}', prop '{name}': '{literal}' is not possible. "
                f"{_suggestion(literal, choices)}"
            )
    missing = [name for name, prop in component.props.items() if prop.is_required and name not in given]
    if missing:
        raise ComponentError(f"Component '{component.name}' lacks {', '.join(repr(name) for name in missing)}.")


def complete(component: Component, given: Values) -> Values:
    """What the template is drawn with: the props given, the defaults of the rest, and what `prepare` adds.

    None counts as not given: an optional value that is absent takes the default instead of printing "None".
    """
    values: Values = {name: None if prop.is_required else prop.default for name, prop in component.props.items()}
    values.update((name, value) for name, value in given.items() if value is not None and name in component.props)
    values["attributes"] = {
        name.replace("_", "-"): value
        for name, value in given.items()
        if name.startswith(PREFIXES) and value is not None
    }
    values["uid"] = given.get("uid", component.name)
    values.update(component.prepare(values))
    return values
