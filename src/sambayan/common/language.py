"""Words in the reader's language for values that carry both."""

from typing import Any

from django.utils.translation import get_language, gettext


def worded(value: Any) -> str:
    """The label of an enumeration value in the active language: its own English one, or the translated Indonesian."""
    english = getattr(value, "label_english", "")
    return english if english and get_language() == "en" else gettext(value.label)
