"""Writing in an agreement, each verb with its record and its refusals; documenting what was done."""

from decimal import Decimal

import pytest

from conftest import NOW
from factories.planning import agreement, annex, planned_result
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.notices.models import Notice
from sambayan.planning import actions
from sambayan.planning.models import IndividualIndicator, PlannedResult
from sambayan.planning.queries import annex_of, draft_of

WORDS = {
    "kind": "main", "title": "Berkas selesai", "supported_result": "", "aspect": "time", "indicator": "Waktu",
    "target": "15–20 menit",
}  # fmt: skip
MANUAL = {
    "purpose": "Warga tidak menunggu lama.", "definition": "Waktu dari berkas lengkap sampai selesai.", "formula": "jumlah menit / berkas",
    "quality": "low_control_output", "data_source": "Aplikasi loket", "reporting_period": "monthly",
}  # fmt: skip


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, results=1)


def event() -> Event:
    return Event.objects.latest("pk")


def test_results_are_numbered_and_can_be_changed_and_removed(plan, cast):
    result = actions.add_result(plan, WORDS, by=cast.ani.actor, at=NOW)
    actions.change_result(result, {**WORDS, "title": "Berkas tepat waktu"}, by=cast.ani.actor, at=NOW)

    assert (result.number, result.indicators.get().target) == (2, "15–20 menit")
    assert (event().before, event().after["result"]) == ({"result": "Berkas selesai"}, "Berkas tepat waktu")

    actions.remove_result(result, by=cast.ani.actor, at=NOW)
    assert PlannedResult.objects.count() == 1


@pytest.mark.parametrize(
    "verb",
    ["add", "change", "remove", "expect", "annex", "shape", "add_indicator", "change_indicator", "remove_indicator"],
)
def test_nobody_else_writes_in_an_agreement(plan, cast, verb):
    result, by = plan.results.get(), {"by": cast.budi.actor, "at": NOW}
    doing = {
        "add": lambda: actions.add_result(plan, WORDS, **by),
        "change": lambda: actions.change_result(result, WORDS, **by),
        "remove": lambda: actions.remove_result(result, **by),
        "expect": lambda: actions.write_expectations(plan, {}, **by),
        "annex": lambda: actions.write_annex(plan, {}, **by),
        "shape": lambda: actions.shape(plan, form="senior", approach="qualitative", **by),
        "add_indicator": lambda: actions.add_indicator(result, WORDS, **by),
        "change_indicator": lambda: actions.change_indicator(result.indicators.get(), WORDS, **by),
        "remove_indicator": lambda: actions.remove_indicator(result.indicators.get(), **by),
    }

    with pytest.raises(Denied, match="Ani dapat melakukannya"):
        doing[verb]()

    assert Event.objects.count() == 0


def test_changing_a_result_that_lost_its_indicator_gives_it_one(plan, cast):
    result = plan.results.get()
    result.indicators.all().delete()

    actions.change_result(result, WORDS, by=cast.ani.actor, at=NOW)

    assert (result.indicators.get().name, result.indicators.get().target) == ("Waktu", "15–20 menit")


def test_expectations_replace_each_other_and_empty_ones_leave(plan, cast):
    actions.write_expectations(plan, {"loyal": "Satu", "adaptive": "Dua"}, by=cast.ani.actor, at=NOW)
    actions.write_expectations(plan, {"loyal": "", "adaptive": "Tiga"}, by=cast.ani.actor, at=NOW)

    assert list(plan.expectations.values_list("value_code", "text")) == [("adaptive", "Tiga")]
    assert event().before == {"loyal": "Satu", "adaptive": "Dua"}


def test_a_result_may_have_several_indicators(plan, cast):
    result, by = plan.results.get(), {"by": cast.ani.actor, "at": NOW}
    numbers = {"direction": "higher", "target_from": Decimal(80), "measurement_unit": "%"}

    added = actions.add_indicator(result, {**WORDS, **numbers, "indicator": "Mutu", "target": "80–90 %"}, **by)
    assert (added.number, added.name, added.target_from, added.direction) == (2, "Mutu", Decimal(80), "higher")
    assert event().after == {"result": "Hasil kerja 1", "indicator": "Mutu", "target": "80–90 %"}

    actions.change_indicator(added, {**WORDS, "indicator": "Mutu berkas", "target": "85–90 %"}, **by)
    assert (event().before, event().after) == (
        {"indicator": "Mutu", "target": "80–90 %"},
        {"indicator": "Mutu berkas", "target": "85–90 %"},
    )

    actions.remove_indicator(added, **by)
    assert (result.indicators.count(), event().before["indicator"]) == (1, "Mutu berkas")


def test_the_view_an_indicator_is_seen_from_is_that_of_the_form(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, form="senior")

    result = actions.add_result(plan, {**WORDS, "perspective": "budget"}, by=cast.ani.actor, at=NOW)

    indicator = result.indicators.get()
    assert (indicator.aspect, indicator.perspective, indicator.aspect_word.label) == ("", "budget", "Anggaran")


def test_shape_chooses_form_and_approach_and_drops_the_other_view(plan, cast):
    actions.shape(plan, form="senior", approach="qualitative", by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    indicator = IndividualIndicator.objects.get()
    assert (plan.form, plan.approach, indicator.aspect, indicator.aspect_word) == ("senior", "qualitative", "", None)
    assert (event().before, event().after) == (
        {"form": "staff", "approach": "quantitative"},
        {"form": "senior", "approach": "qualitative"},
    )

    indicator.perspective = "budget"
    indicator.save()
    actions.shape(plan, form="staff", approach="qualitative", by=cast.ani.actor, at=NOW)
    assert IndividualIndicator.objects.get().perspective == ""


def test_a_result_of_the_leader_brings_its_text_along(plan, cast):
    leaders = planned_result(agreement(cast.budi.assignment, cast.citra.assignment, "in_force"))

    result = actions.add_result(plan, {**WORDS, "supports": leaders}, by=cast.ani.actor, at=NOW)
    assert (result.supports, result.supported_result) == (leaders, "Hasil kerja 1")

    actions.change_result(result, {**WORDS, "supports": None}, by=cast.ani.actor, at=NOW)
    result.refresh_from_db()
    assert (result.supports, result.supported_result) == (None, "")


def test_link_results_ties_what_was_written_before_the_leaders_plan(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=2)
    leaders = planned_result(agreement(cast.budi.assignment, cast.citra.assignment, "in_force"))
    PlannedResult.objects.filter(pk=leaders.pk).update(title="Layanan cepat")
    leaders.refresh_from_db()
    first, second = plan.results.order_by("number")

    count = actions.link_results(plan, {first.pk: leaders, second.pk: None}, by=cast.budi.actor, at=NOW)

    first.refresh_from_db()
    assert (count, first.supports, first.supported_result) == (1, leaders, "Layanan cepat")
    assert event().after == {"links": [{"result": "Hasil kerja 1", "supports": "Layanan cepat"}]}

    actions.link_results(plan, {first.pk: None}, by=cast.ani.actor, at=NOW)
    first.refresh_from_db()
    assert (first.supports, first.supported_result) == (None, "Layanan cepat")


def test_linking_nothing_new_leaves_no_record(plan, cast):
    assert actions.link_results(plan, {plan.results.get().pk: None}, by=cast.ani.actor, at=NOW) == 0
    assert Event.objects.count() == 0


def test_link_results_is_for_the_two_parties(plan, cast):
    with pytest.raises(Denied, match="Budi pejabat penilainya|Ani dapat melakukannya"):
        actions.link_results(plan, {}, by=cast.dewi.actor, at=NOW)


def test_the_leader_adds_an_expectation_all_year(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    for text in ("Sopan.", "Sopan dan tenang."):
        actions.add_expectation(plan, value_code="loyal", text=text, by=cast.budi.actor, at=NOW)

    # Ps 10(4)
    assert list(plan.expectations.values_list("value_code", "text")) == [("loyal", "Sopan dan tenang.")]
    assert (event().before, event().after) == ({"loyal": "Sopan."}, {"loyal": "Sopan dan tenang."})
    assert Notice.objects.get().recipient == cast.ani.employee


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin"])
def test_add_expectation_is_the_leaders_alone(cast, who):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")

    with pytest.raises(Denied, match="Budi pejabat penilainya"):
        actions.add_expectation(plan, value_code="loyal", text="x", by=getattr(cast, who).actor, at=NOW)


def test_write_annex_replaces_the_lines_of_every_part(plan, cast):
    annex(plan)
    lines = {"resource_support": ["Dua komputer", "Anggaran"], "consequence": ["Penghargaan"]}

    actions.write_annex(plan, lines, by=cast.ani.actor, at=NOW)

    assert [found for _part, found in annex_of(plan)] == [["Dua komputer", "Anggaran"], [], ["Penghargaan"]]
    assert event().before["accountability_scheme"] == ["Isi skema pertanggungjawaban."]
    assert draft_of(plan).annex == {"resource_support", "consequence"}


def test_write_manual_says_how_an_indicator_is_measured(plan, cast):
    indicator = plan.results.get().indicators.get()

    for definition in ("Satu.", "Dua."):
        actions.write_manual(indicator, {**MANUAL, "definition": definition}, by=cast.budi.actor, at=NOW)

    indicator.refresh_from_db()
    assert (indicator.manual.definition, indicator.manual.quality_word.label) == ("Dua.", "Output kendali rendah")
    assert event().after == {"indicator": "Rata-rata waktu", "definition": "Dua."}


def test_write_manual_is_for_the_two_parties(plan, cast):
    with pytest.raises(Denied, match="pejabat penilainya|dapat melakukannya"):
        actions.write_manual(plan.results.get().indicators.get(), MANUAL, by=cast.dewi.actor, at=NOW)


def test_sort_result_decides_what_is_main(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    actions.sort_result(plan.results.get(), kind="additional", by=cast.budi.actor, at=NOW)

    # Lampiran II.A.6.c p49
    assert plan.results.get().kind == "additional"
    assert (event().before["kind"], event().after["kind"]) == ("main", "additional")


@pytest.mark.parametrize("who", ["ani", "citra", "dewi", "admin"])
def test_sort_result_is_the_appraisers_alone(cast, who):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    with pytest.raises(Denied, match="Budi pejabat penilainya"):
        actions.sort_result(plan.results.get(), kind="additional", by=getattr(cast, who).actor, at=NOW)


def test_sorting_waits_for_the_proposal(plan, cast):
    with pytest.raises(Denied, match="selagi SKP diusulkan"):
        actions.sort_result(plan.results.get(), kind="additional", by=cast.budi.actor, at=NOW)
