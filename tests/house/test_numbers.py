"""No number that somebody sends is larger than a database can hold."""

import importlib
import re

import pytest
from django import forms
from django.core.exceptions import ValidationError

from house.test_routes import routes
from house.test_shape import PYTHON, SOURCE
from sambayan.common.forms import Form

HUGE = "9" * 30


def all_forms() -> list[type[Form]]:
    """Every form of the house, by name."""
    for path in PYTHON:
        if "forms" in path.relative_to(SOURCE).with_suffix("").parts[1:2]:
            importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    found, waiting = [], [Form]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        found += below
    return sorted(set(found), key=lambda form: f"{form.__module__}.{form.__name__}")


def takes_whole_numbers(field: forms.Field) -> bool:
    if isinstance(field, (forms.DecimalField, forms.FloatField)):
        return False
    return isinstance(field, forms.IntegerField) or getattr(field, "coerce", None) is int


FIELDS = [(form, name, field) for form in all_forms() for name, field in form.base_fields.items()]
NUMBERS = [each for each in FIELDS if takes_whole_numbers(each[2])]


def test_whole_numbers_are_made_in_one_place():
    """A field that a form adds later is made there too, so what holds for the ones below holds for it."""
    made = [path for path in PYTHON if re.search(r"\bforms\.IntegerField\(", path.read_text())]

    assert made == [SOURCE / "common" / "forms.py"]


def test_no_page_turns_what_was_sent_into_a_number_by_itself():
    assert [path for path in PYTHON if re.search(r"\bint\(\s*(self\.)?request\.", path.read_text())] == []


@pytest.mark.parametrize(("form", "name", "field"), NUMBERS, ids=lambda each: getattr(each, "__name__", str(each))[:30])
def test_every_whole_number_of_a_form_has_an_end(form, name, field):
    sent = [HUGE] if isinstance(field, forms.MultipleChoiceField) else HUGE

    with pytest.raises(ValidationError):
        field.clean(sent)


KEYLESS = [route for route in routes() if "POST" in route.callback.methods and "<" not in str(route.pattern)]


@pytest.mark.parametrize("route", KEYLESS, ids=lambda route: str(route.pattern) or "/")
def test_a_number_of_thirty_digits_breaks_no_page(route, cast, sign_in, today):
    sent = dict.fromkeys({name for _form, name, _field in FIELDS}, HUGE)
    address = "/" + str(route.pattern).strip("^$")

    for client in (sign_in(), sign_in(cast.admin), sign_in(cast.budi)):
        assert client.post(address, sent).status_code < 500
        assert client.get(address, sent).status_code < 500
