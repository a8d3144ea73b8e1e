"""Indicators bound to measured figures: what is measured, shown, frozen, and by whom it is bound."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles, goals, surveys
from factories.people import post
from factories.planning import agreement, planned_result
from sambayan.audit.models import Event
from sambayan.cycles.models import Clock
from sambayan.planning.actions import live as actions
from sambayan.planning.models import FrozenFigure, IndicatorBinding
from sambayan.planning.queries import live as queries
from sambayan.planning.queries.measures import (
    answers_of_service,
    element_of_service,
    satisfaction_of_service,
    satisfaction_of_unit,
    terms_kept,
)
from sambayan.planning.rules.live import Asked, Figure

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
UNIT = "lpg/bapenda/samsat/"


def at(name: str, *keys) -> str:
    return reverse(f"planning:{name}", args=keys)


def of_service(service, part="", span=YEAR) -> Asked:
    return Asked(service.pk, "", part, *span)


def of_unit(path=UNIT, span=YEAR) -> Asked:
    return Asked(None, path, "", *span)


@pytest.fixture
def service(cast):
    """A service with forty answers in the second quarter and sixty in the third."""
    made = surveys.service()
    surveys.published(made, surveys.mixed(40, low=2), "Triwulan II 2026")
    surveys.published(made, surveys.mixed(60), "Triwulan III 2026")
    return made


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)


@pytest.fixture
def bound(plan, service):
    indicator = plan.results.get().indicators.get()
    return goals.bound(indicator, "satisfaction_service", service=service)


def test_the_index_of_a_service_is_the_latest_published_in_the_time(service):
    year, quarter, before = satisfaction_of_service(
        [of_service(service), of_service(service, span=(date(2026, 4, 1), date(2026, 6, 30))), of_service(service, span=(date(2025, 1, 1), date(2025, 12, 31)))]
    )  # fmt: skip

    assert (year.value, year.n, year.label) == (Decimal("87.50"), 60, "Triwulan III 2026")
    assert year.low < year.value < year.high
    assert (quarter.value, quarter.n) == (Decimal("75.00"), 40)
    assert before is None


def test_too_few_answers_are_counted_but_not_shown(cast):
    few = surveys.service("kecil")
    surveys.published(few, surveys.mixed(4))

    assert satisfaction_of_service([of_service(few)]) == [Figure(None, 4, label="Triwulan III 2026")]
    assert element_of_service([of_service(few, "waktu")]) == [Figure(None, 4, label="Triwulan III 2026")]
    assert satisfaction_of_unit([of_unit()]) == [Figure(None, 4, label="Triwulan III 2026")]


def test_the_mean_of_an_element_has_the_interval_of_its_index(service):
    mean, unknown, none = element_of_service(
        [of_service(service, "waktu"), of_service(service, "entah"), of_service(surveys.service("lain"), "waktu")]
    )

    assert (mean.value, mean.n) == (Decimal("3.5000"), 60)
    assert mean.low < mean.value < mean.high
    assert (unknown, none) == (None, None)


def test_the_index_of_a_unit_pools_all_services_below_it(service):
    other = surveys.service("cek", "lpg/bapenda/samsat/loket/")
    surveys.published(other, surveys.mixed(20, low=1, high=2), "Triwulan III 2026")
    surveys.service("tanpa-survei")

    whole, nothing = satisfaction_of_unit([of_unit(span=QUARTER), of_unit("lpg/dinsos/")])

    assert (whole.n, whole.value) == (80, Decimal("75.00"))  # (60 × 3.5 + 20 × 1.5) ÷ 80 × 25
    assert whole.low < whole.value < whole.high
    assert nothing is None


def test_a_unit_whose_answers_have_no_error_has_no_interval(cast):
    surveys.published(surveys.service("satu"), surveys.mixed(1))
    type(surveys.service("dua")).objects.get(code="satu").surveys.get().result.__class__.objects.update(
        standard_error=None, settings={"min_respondents_show": 1, "min_respondents_compare": 30}
    )

    figure = satisfaction_of_unit([of_unit()])[0]

    assert (figure.value, figure.low, figure.high) == (Decimal("100.00"), None, None)


def test_answers_are_counted_while_the_survey_runs(service):
    running = surveys.survey(service)
    surveys.answers(running, surveys.mixed(7))

    year, quarter = answers_of_service([of_service(service), of_service(service, span=QUARTER)])

    assert (year.value, quarter.value) == (107, 60)


def clock(cast, number: int, state: str, due: date, ended: datetime | None = None, **fields) -> None:
    Clock.objects.create(
        kind="rating", about_kind="evaluation", about_pk=number, unit=fields.get("unit", cast.unit),
        started_on=date(2026, 7, 1), due_on=due, state=state, ended_at=ended,
    )  # fmt: skip


def test_terms_kept_counts_what_is_decided(cast):
    zone, due = ZoneInfo("Asia/Jakarta"), date(2026, 7, 10)
    clock(cast, 1, "met", due, datetime(2026, 7, 10, 23, 59, tzinfo=zone))
    clock(cast, 2, "met", due, datetime(2026, 7, 11, 0, 1, tzinfo=zone))
    clock(cast, 3, "lapsed", due)
    clock(cast, 4, "running", due)
    clock(cast, 5, "void", due, datetime(2026, 7, 9, 9, 0, tzinfo=zone))
    clock(cast, 6, "lapsed", due, unit=cast.dewi.assignment.position.unit)
    clock(cast, 7, "lapsed", date(2026, 10, 1))

    assert terms_kept([of_unit(span=QUARTER), of_unit("lpg/bkd/")]) == [Figure(Decimal("33.3"), 3), None]


def test_figures_of_an_agreement_are_live_until_frozen(cast, plan, bound, service):
    period, later = cycles.quarter(2), datetime(2026, 10, 20, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    key = bound.individual_id
    live = queries.figures_of(plan.pk, period.pk)[key]
    assert (live.figure.value, live.is_frozen, live.about) == (Decimal("75.00"), False, "Layanan stnk")

    rows = actions.freeze(plan, period, at=NOW)
    service.surveys.get(label="Triwulan II 2026").result.__class__.objects.update(satisfaction_index=Decimal("99.00"))
    again = actions.freeze(plan, period, at=later)

    assert [(row.value, row.n, row.label, row.measured_at) for row in again] == [
        (Decimal("75.0000"), 40, "Triwulan II 2026", NOW)
    ]
    assert rows == again
    shown = queries.figures_of(plan.pk, period.pk)[key]
    assert (shown.figure.value, shown.is_frozen, shown.measured_at) == (Decimal("75.0000"), True, NOW)
    assert queries.figures_of(plan.pk)[key].is_frozen is False
    assert Event.objects.filter(name="planning.freeze").count() == 1


def test_the_page_lists_what_was_frozen_by_period(cast, plan, bound, sign_in, today):
    client = sign_in(cast.ani)
    assert "Sudah dibekukan" not in client.get(at("live", plan.pk)).content.decode()
    for number in (2, 4):
        actions.freeze(plan, cycles.quarter(number), at=NOW)

    page = client.get(at("live", plan.pk)).content.decode()

    assert page.index("Triwulan IV 2026") < page.index("Belum ada data saat dinilai") < page.index("75,00")
    assert "Dibekukan saat dinilai, 8 Oktober 2026" in page


def test_nothing_measured_is_frozen_as_nothing(cast, plan, bound):
    actions.freeze(plan, cycles.quarter(4), at=NOW)

    shown = queries.figures_of(plan.pk, cycles.quarter(4).pk)[bound.individual_id]
    assert (shown.figure, shown.is_frozen) == (None, True)


def test_an_agreement_without_bindings_freezes_nothing(plan):
    assert actions.freeze(plan, cycles.quarter(), at=NOW) == []
    assert queries.figures_of(plan.pk) == {}
    assert not Event.objects.filter(name="planning.freeze").exists()


def test_a_frozen_figure_cannot_be_changed(plan, bound):
    row = actions.freeze(plan, cycles.quarter(), at=NOW)[0]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FrozenFigure.objects.filter(pk=row.pk).update(value=1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FrozenFigure.objects.filter(pk=row.pk).delete()
    IndicatorBinding.objects.all().delete()
    assert queries.figures_of(plan.pk, cycles.quarter().pk)[bound.individual_id].figure.n == 60


def test_a_binding_is_of_one_indicator_and_about_one_thing(cast, plan, service):
    key, own = goals.key_indicator(goals.contract()), plan.results.get().indicators.get()
    for words in (
        {"individual": own, "key": key, "service": service},
        {"service": service},
        {"key": key},
        {"key": key, "service": service, "unit": cast.unit},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            IndicatorBinding.objects.create(measure="satisfaction_service", **words)


def test_a_measure_that_is_no_longer_offered_says_so(cast, plan, bound, sign_in, today):
    IndicatorBinding.objects.update(measure="dulu")

    shown = queries.figures_of(plan.pk)[bound.individual_id]
    assert (shown.figure, shown.label, shown.places, shown.unit_word) == (None, "Ukuran ini tidak tersedia lagi", 2, "")
    assert "tidak tersedia lagi" in sign_in(cast.ani).get(at("live", plan.pk)).content.decode()


def test_bindings_go_along_with_the_copies_of_indicators(plan, bound):
    copy = planned_result(plan, 2).indicators.get()

    assert actions.carry_bindings({bound.individual_id: copy.pk}) == 1
    assert copy.binding.service == bound.service
    assert actions.carry_bindings({}) == 0


def test_bind_and_unbind_by_the_appraiser(cast, plan, service, sign_in, today):
    indicator, client = plan.results.get().indicators.get(), sign_in(cast.budi)
    words = {"measure": "element_service", "about": f"service:{service.pk}", "part": "waktu"}
    page = client.get(at("bind", indicator.pk)).content.decode()
    assert "Layanan stnk" in page
    assert "Unit bapenda" in page

    client.post(at("bind", indicator.pk), words)

    assert "Layanan stnk, Waktu penyelesaian" in client.get(at("live", plan.pk)).content.decode()
    assert "Lepaskan sumber data" in client.get(at("bind", indicator.pk)).content.decode()
    client.post(
        at("bind", indicator.pk), {"measure": "satisfaction_unit", "about": f"unit:{cast.unit.pk}", "part": "waktu"}
    )
    assert (indicator.__class__.objects.get().binding.unit, IndicatorBinding.objects.get().part) == (cast.unit, "")
    client.post(at("unbind", indicator.pk))
    assert IndicatorBinding.objects.count() == 0
    told = Event.objects.filter(name="planning.bind").order_by("index").last()
    assert (told.before["source"], told.after["source"]) == ("satisfaction_unit: Unit samsat", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"measure": "satisfaction_unit", "about": "service"}, "pilih unit"),
        ({"measure": "satisfaction_service", "about": "unit"}, "pilih layanan"),
        ({"measure": "element_service", "about": "service"}, "Pilih unsur yang diukur"),
        ({"measure": "dulu", "about": "service"}, "dulu"),
        ({"measure": "satisfaction_unit", "about": ""}, "Isi bagian ini"),
    ],
)
def test_a_binding_that_does_not_fit_is_refused_in_words(cast, plan, service, sign_in, today, words, told):
    keys = {"service": f"service:{service.pk}", "unit": f"unit:{cast.unit.pk}", "": ""}
    indicator = plan.results.get().indicators.get()

    answer = sign_in(cast.budi).post(at("bind", indicator.pk), {**words, "about": keys[words["about"]]})

    assert answer.status_code == 422
    assert told in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", [302, 302, 403, 403, 403, 403, 403]),
        ("proposed", [403, 403, 403, 403, 403, 403, 403]),
        ("in_force", [403, 302, 403, 403, 403, 403, 403]),
        ("closed", [403, 403, 403, 403, 403, 403, 403]),
    ],
)
def test_who_binds_an_indicator(cast, plan, service, sign_in, today, state, expected):
    type(plan).objects.update(state=state)
    indicator = plan.results.get().indicators.get()
    words = {"measure": "satisfaction_service", "about": f"service:{service.pk}"}

    assert [sign_in(who).post(at("bind", indicator.pk), words).status_code for who in cast] == expected


def test_a_key_indicator_shows_its_figure_to_everybody(cast, service, sign_in, today):
    key, client = goals.key_indicator(goals.contract()), sign_in(cast.budi)

    client.post(at("bind_key", key.pk), {"measure": "satisfaction_service", "about": f"service:{service.pk}"})

    page = sign_in(cast.dewi).get(at("contract", key.contract_id)).content.decode()
    assert "87,50" in page
    assert "n 60" in page
    assert "87,50" in sign_in(cast.dewi).get(at("indicator", key.pk)).content.decode()
    assert "Lepaskan sumber data" in client.get(at("bind_key", key.pk)).content.decode()
    assert sign_in(cast.ani).post(at("unbind_key", key.pk)).status_code == 403
    client.post(at("unbind_key", key.pk))
    assert IndicatorBinding.objects.count() == 0
    assert Event.objects.filter(name="planning.bind_key").count() == 2


def test_figures_are_shown_in_words(cast, plan, bound, sign_in, today, django_assert_num_queries):
    client = sign_in(cast.ani)
    client.get(at("live", plan.pk))
    with django_assert_num_queries(11):
        page = client.get(at("live", plan.pk)).content.decode()
    assert "87,50" in page
    for number in (2, 3, 4):
        goals.bound(planned_result(plan, number).indicators.get(), "satisfaction_service", service=bound.service)
    with django_assert_num_queries(11):
        client.get(at("live", plan.pk))
    assert [sign_in(who).get(at("live", plan.pk)).status_code for who in cast] == [200, 200, 200, 403, 200, 403, 200]


def test_the_agreement_shows_the_figure_beside_its_indicator(cast, plan, bound, sign_in, today):
    page = sign_in(cast.ani).get(at("agreement", plan.pk)).content.decode()

    assert "87,50" in page
    assert "Angka berjalan; dibekukan saat periode dinilai" in page


def test_a_service_of_the_employee_elsewhere_can_be_chosen(cast, plan):
    elsewhere = surveys.service("lain", "lpg/dinsos/")
    surveys.staffed(elsewhere, cast.ani.employee)
    post("Kepala", "lpg/bapenda/samsat/loket/", head=True)

    found = queries.subjects(cast.unit, cast.ani.employee.pk, date(2026, 10, 8)).offered

    assert [name for kind, _key, name in found if kind == "service"] == ["Layanan lain"]
    assert [name for kind, _key, name in found if kind == "unit"] == [
        "Unit lpg",
        "Unit bapenda",
        "Unit samsat",
        "Unit loket",
    ]
    of_unit = queries.subjects(cast.unit, None, date(2026, 10, 8))
    assert ([kind for kind, _key, _name in of_unit.offered], of_unit.left_out) == (["unit"] * 4, 0)


def test_what_is_not_offered_is_counted_and_the_present_choice_stays(cast, plan, sign_in, today, monkeypatch):
    monkeypatch.setattr(queries, "MOST_CHOICES", 2)
    indicator = plan.results.first().indicators.first()
    goals.bound(indicator, "satisfaction_unit", unit=cast.unit)

    found = queries.subjects(cast.unit, None, TODAY, indicator.binding)
    page = sign_in(cast.budi).get(at("bind", indicator.pk)).content.decode()

    assert [name for _kind, _key, name in found.offered] == ["Unit lpg", "Unit bapenda", "Unit samsat"]
    assert (found.left_out, "1 layanan dan unit yang lebih jauh tidak ditampilkan" in page) == (1, True)
    assert f'value="unit:{cast.unit.pk}" selected' in page
