"""The forms as PDF, for those who may read them."""

import pytest
from django.urls import reverse

from factories import growth
from factories.cycles import quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(sign_in, cast, today):
    """Browsers of the cast by name."""
    return lambda name: sign_in(getattr(cast, name))


def pdf(client, name, *args):
    answer = client.get(reverse(f"growth:{name}", args=args))
    return answer.status_code, answer.content[:5]


PDF = (200, b"%PDF-")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("approach", "form"), [("qualitative", "staff"), ("quantitative", "senior"), ("quantitative", "staff")]
)
def test_the_feedback_record_is_a_pdf(plan, cast, enter, approach, form):
    type(plan).objects.filter(pk=plan.pk).update(approach=approach, form=form)
    growth.feedback(plan, cast.budi.employee, reply="Siap.")

    assert pdf(enter("budi"), "print_feedback", plan.pk, quarter().pk) == PDF
    assert pdf(enter("dewi"), "print_feedback", plan.pk, quarter().pk)[0] == 403


@pytest.mark.slow
@pytest.mark.parametrize("method", ["coaching", "mentoring", "formal_training"])
@pytest.mark.parametrize("state", ["proposed", "recorded"])
def test_guidance_is_a_pdf(plan, cast, enter, method, state):
    record = growth.guidance(plan, cast.budi.employee, state, method)

    assert pdf(enter("ani"), "print_guidance", record.pk) == PDF


@pytest.mark.slow
def test_view_competence_and_report_are_pdfs(plan, cast, enter):
    record, case = growth.guidance(plan, cast.budi.employee, "evaluated"), growth.case(plan, "reported")
    growth.view(record)
    growth.competence(record)

    assert pdf(enter("citra"), "print_view", record.pk) == PDF
    assert pdf(enter("budi"), "print_view", record.pk)[0] == 403
    assert pdf(enter("budi"), "print_competence", record.pk) == PDF
    assert pdf(enter("budi"), "print_case", case.pk) == PDF
    assert pdf(enter("inspector"), "print_case", case.pk)[0] == 403
