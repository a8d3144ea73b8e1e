"""Words in the reader's language for values that carry both."""

from typing import Any

from django.utils.translation import get_language, gettext


def worded(value: Any) -> str:
    """The label of an enumeration value in the active language: its own English one, or the translated Indonesian."""
    english = getattr(value, "label_english", "")
    return english if english and get_language() == "en" else gettext(value.label)


def named(thing: Any) -> str:
    """The name of an office or service in the active language; the Indonesian one where no English one is known."""
    english = getattr(thing, "name_english", "")
    return english if english and get_language() == "en" else getattr(thing, "name", "")
