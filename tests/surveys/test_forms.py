"""The citizen's form."""

import uuid

import pytest

from sambayan.instruments.actions import _stored
from sambayan.instruments.rules import items_from
from sambayan.surveys.forms import NOT_APPLICABLE, ResponseForm

ITEMS = items_from(_stored())
CODES = [item.code for item in ITEMS]


def form(**changes) -> ResponseForm:
    return ResponseForm({**dict.fromkeys(CODES, "3"), **changes}, items=ITEMS, language="id")


def test_the_questions_stand_in_form_order():
    assert CODES[-2:] == ["sarpras", "pengaduan"]


def test_answers_are_numbers_and_not_applicable_is_nothing():
    sent = form(waktu=NOT_APPLICABLE, biaya="1", sex="P", age_band="26-35", suggestion="  Tambah loket ")

    assert sent.is_valid(), sent.errors
    assert sent.answers == {**dict.fromkeys(CODES, 3), "waktu": None, "biaya": 1}
    assert sent.profile == {"sex": "P", "age_band": "26-35", "education": "", "occupation": ""}
    assert sent.cleaned_data["suggestion"] == "Tambah loket"


@pytest.mark.parametrize(
    ("value", "words"),
    [("", "Pilih satu jawaban"), ("5", "yang tersedia"), ("0", "yang tersedia"), ("x", "yang tersedia")],
)
def test_a_wrong_or_missing_answer_is_said_at_its_question(value, words):
    sent = form(waktu=value)

    assert list(sent.errors) == ["waktu"]
    assert words in sent.errors["waktu"][0]


def test_only_not_applicable_cannot_be_counted():
    sent = form(**dict.fromkeys(CODES, NOT_APPLICABLE))

    assert "paling sedikit satu" in sent.non_field_errors()[0]


@pytest.mark.parametrize(
    ("field", "value"), [("sex", "X"), ("age_band", "12"), ("suggestion", "a" * 1001), ("suggestion", "a\x00b")]
)
def test_the_rest_may_be_empty_but_not_invented(field, value):
    assert list(form(**{field: value}).errors) == [field]


def test_the_sending_keeps_its_id():
    given = uuid.uuid4()

    assert form(submission_id=str(given)).submission == given


@pytest.mark.parametrize("broken", ["", "abc"])
def test_a_sending_without_a_usable_id_gets_one(broken):
    sent = form(submission_id=broken)

    assert sent.is_valid()
    assert isinstance(sent.submission, uuid.UUID)


def test_the_fields_that_are_no_questions():
    assert [field.name for field in form().others] == ["sex", "age_band", "education", "occupation", "suggestion"]


def test_words_in_english():
    english = ResponseForm(items=ITEMS, language="en")

    assert english.fields["waktu"].label == next(item for item in ITEMS if item.code == "waktu").question_english
