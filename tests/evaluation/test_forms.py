"""What the rating form asks for."""

import pytest

from sambayan.evaluation.forms import RatingForm
from sambayan.surveys.queries import CitizenEvidence

WORDS = {
    "result_rating": "meets",
    "result_reason": "Mutu berkas sesuai target triwulan.",
    "behaviour_rating": "above",
    "behaviour_reason": "Konsisten dan suka mengajari rekan.",
    "evaluation_note": "Pertahankan.",
}


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
    form = RatingForm({**WORDS, "behaviour_rating": behaviour}, citizens=[voice(grade)])

    assert ("consideration" in form.errors) is is_required


def test_a_written_consideration_is_enough():
    words = {**WORDS, "consideration": "Antrean karena jaringan, bukan sikap petugas."}

    assert RatingForm(words, citizens=[voice("D")]).is_valid()


def test_reasons_have_some_length():
    form = RatingForm({**WORDS, "result_reason": "Bagus", "behaviour_reason": "Ya"}, citizens=[])

    assert form.errors["result_reason"] == ["Tulis alasan paling sedikit 20 huruf."]
    assert form.errors["behaviour_reason"] == ["Tulis alasan paling sedikit 20 huruf."]


def test_nothing_is_chosen_beforehand():
    form = RatingForm({}, citizens=[voice("D")])

    assert set(form.errors) == {
        "result_rating",
        "result_reason",
        "behaviour_rating",
        "behaviour_reason",
        "evaluation_note",
    }
    assert form["result_rating"].value() is None
