"""The list of moves and the button that applies them."""

from datetime import date

import pytest

from factories.people import post, unit
from factories.planning import agreement
from sambayan.people.models import Assignment, Position
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.views import opening as views

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.admin)


@pytest.fixture
def moved(cast):
    """Ani has moved to Citra's office."""
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 9, 30))
    position = Position.objects.create(unit=unit("lpg/bapenda/"), title="Analis", position_type="executing_staff")
    Assignment.objects.create(employee=cast.ani.employee, position=position, from_date=date(2026, 10, 1))
    return plan


def test_the_list_shows_what_would_change(admin, moved, django_assert_num_queries):
    admin.get("/moves/")

    with django_assert_num_queries(14):
        page = admin.get("/moves/").content.decode()

    assert "Pegawai pindah unit" in page
    assert "Citra · Unit bapenda" in page


def test_without_moves_the_list_says_so(admin):
    assert "Tidak ada perpindahan" in admin.get("/moves/").content.decode()


def test_the_chosen_ones_follow(admin, moved):
    answer = admin.post("/moves/follow/", {"agreement": [moved.pk, "x"]}, follow=True)

    assert "1 SKP mengikuti perpindahan" in answer.content.decode()
    states = PerformanceAgreement.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["replaced", "draft"]


def test_what_cannot_follow_has_no_box_and_a_reason(admin, cast):
    agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 9, 30))
    position = Position.objects.create(unit=unit("lpg/dinsos/"), title="Analis", position_type="executing_staff")
    Assignment.objects.create(employee=cast.ani.employee, position=position, from_date=date(2026, 10, 1))

    page = admin.get("/moves/").content.decode()

    assert 'name="agreement"' not in page
    assert "Semua menunggu pejabat penilai dicatat" in page


def test_a_move_that_is_gone_is_told(admin, moved, monkeypatch):
    from sambayan.common.guard import Denied, Refusal

    def refuse(*_chosen, **_who):
        raise Denied(Refusal("Baru saja diubah orang lain."))

    monkeypatch.setattr(views.following, "follow_shown", refuse)

    answer = admin.post("/moves/follow/", {"agreement": [moved.pk]}, follow=True)

    assert "Baru saja diubah orang lain" in answer.content.decode()


def test_more_than_a_page_is_on_the_next_page(admin, moved, cast, monkeypatch):
    monkeypatch.setattr(views, "MOST_SHOWN", 1)
    assert "Berikutnya" not in admin.get("/moves/").content.decode()
    eni = post("Eni", "lpg/bapenda/samsat/")
    agreement(eni, cast.dewi.assignment, "in_force")

    pages = [admin.get("/moves/", {"page": asked}).content.decode() for asked in ("1", "2", "x", "3")]

    assert [("Ani" in page, "Eni" in page) for page in pages] == [
        (True, False), (False, True), (True, False), (False, False),
    ]  # fmt: skip
    assert [('rel="prev"' in page, 'rel="next"' in page) for page in pages[:3]] == [
        (False, True), (True, False), (False, True),
    ]  # fmt: skip


def test_the_list_is_for_administrators(cast, sign_in, moved):
    assert sign_in(cast.budi).get("/moves/").status_code == 403
