"""What the rating form asks for."""

from datetime import date

import pytest

from sambayan.evaluation.forms import RatingForm
from sambayan.policies.rules import Entry, Timeline
from sambayan.regulations.catalogue import settings
from sambayan.regulations.rows import Mark
from sambayan.surveys.queries import CitizenEvidence

WORDS = {
    "result_rating": "meets",
    "result_reason": "Mutu berkas sesuai target triwulan.",
    "behaviour_rating": "above",
    "behaviour_reason": "Konsisten dan suka mengajari rekan.",
    "evaluation_note": "Pertahankan.",
}


TODAY = date(2026, 10, 8)


def rating_form(words, citizens, **changed) -> RatingForm:
    entries = [Entry(name, text, TODAY, 1, Mark.LOCAL_POLICY, "rapat") for name, text in changed.items()]
    return RatingForm(words, citizens=citizens, values=Timeline(settings(), entries).on(TODAY))


def voice(grade: str) -> CitizenEvidence:
    return CitizenEvidence("STNK", "Triwulan III", 40, "full", satisfaction_index="70.00", service_grade=grade)


@pytest.mark.parametrize(
    ("grade", "behaviour", "is_required"),
    [
        # local policy survey_contrast_reason_required, on PermenPANRB 6/2022 Ps 18(2)c and 19(4)
        ("C", "above", True),
        ("D", "above", True),
        ("B", "above", False),
        ("A", "above", False),
        ("A", "below", True),
        ("B", "below", True),
        ("C", "below", False),
        ("C", "meets", False),
        ("A", "meets", False),
        ("", "above", False),
    ],
)
def test_consideration_is_required_when_citizens_and_rating_disagree(grade, behaviour, is_required):
    form = rating_form({**WORDS, "behaviour_rating": behaviour}, citizens=[voice(grade)])

    assert ("consideration" in form.errors) is is_required


def test_a_written_consideration_is_enough():
    words = {**WORDS, "consideration": "Antrean karena jaringan, bukan sikap petugas."}

    assert rating_form(words, citizens=[voice("D")]).is_valid()


def test_reasons_have_some_length():
    form = rating_form({**WORDS, "result_reason": "Bagus", "behaviour_reason": "Ya"}, citizens=[])

    assert form.errors["result_reason"] == ["Tulis alasan paling sedikit 20 huruf."]
    assert form.errors["behaviour_reason"] == ["Tulis alasan paling sedikit 20 huruf."]


def test_nothing_is_chosen_beforehand():
    form = rating_form({}, citizens=[voice("D")])

    assert set(form.errors) == {
        "result_rating",
        "result_reason",
        "behaviour_rating",
        "behaviour_reason",
        "evaluation_note",
    }
    assert form["result_rating"].value() is None


def test_the_settings_of_the_day_decide_what_is_asked():
    words = {**WORDS, "result_reason": "Bagus", "evaluation_note": ""}
    asked = {"survey_contrast_reason_required": "false", "evaluation_note_required": "false", "reason_min_length": "5"}

    assert rating_form(words, [voice("D")], **asked).is_valid()


def test_without_a_shortest_reason_a_disagreement_still_needs_words():
    form = rating_form(WORDS, [voice("D")], reason_min_length="")

    assert list(form.errors) == ["consideration"]
    assert form.errors["consideration"][0].endswith("Tulis bagaimana Anda mempertimbangkannya, paling sedikit 1 huruf.")
