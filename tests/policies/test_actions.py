"""Setting a value, withdrawing it, and keeping what a document was made with."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import NOW, TODAY
from factories import surveys
from factories.evaluation import evaluation
from factories.policies import setting_value
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.evaluation import actions as evaluations
from sambayan.policies import actions, queries
from sambayan.policies.models import RulePack, SettingValue, SettingWithdrawal
from sambayan.regulations.rows import Mark
from sambayan.surveys import actions as survey_actions

TOMORROW = TODAY + timedelta(days=1)
CHANGE = actions.Change("8", TOMORROW, "Sel kecil dapat dikenali.", Mark.LOCAL_POLICY, "Rapat Oktober", "SK 12/2026")


def test_set_holds_from_its_day(cast):
    actions.set_("small_cell_limit", CHANGE, by=cast.admin.actor, at=NOW)

    assert [queries.value("small_cell_limit", day) for day in (TODAY, TOMORROW)] == [5, 8]


def test_set_is_recorded_with_before_after_and_reason(cast):
    kept = actions.set_("small_cell_limit", CHANGE, by=cast.admin.actor, at=NOW)

    event = Event.objects.get(name="policies.set")
    assert (event.subject_id, event.subject_label) == (str(kept.pk), "Sel statistik paling kecil")
    assert event.before == {"value": "5"}
    assert event.after == {
        "value": "8", "valid_from": "2026-10-09", "source": "Rapat Oktober", "decree": "SK 12/2026",
    }  # fmt: skip
    assert (event.reason, event.actor_name) == ("Sel kecil dapat dikenali.", "Tri")


def test_a_later_row_for_the_same_day_takes_its_place(cast):
    for value in ("8", "9"):
        actions.set_("small_cell_limit", replace(CHANGE, value=value, decree=""), by=cast.admin.actor, at=NOW)

    assert queries.value("small_cell_limit", TOMORROW) == 9
    assert [event.before for event in Event.objects.order_by("pk")] == [{"value": "5"}, {"value": "8"}]


def test_set_may_begin_today(cast):
    actions.set_("small_cell_limit", replace(CHANGE, valid_from=TODAY), by=cast.admin.actor, at=NOW)

    assert queries.value("small_cell_limit", TODAY) == 8


@pytest.mark.parametrize(
    ("name", "changed", "message"),
    [
        ("nama_lain", {}, "Tidak ada setelan bernama nama_lain."),
        ("small_cell_limit", {"value": "satu"}, "Tulis bilangan bulat dari 2 sampai 100."),
        ("small_cell_limit", {"reason": " "}, "Tulis alasan dan sumber nilai ini."),
        ("small_cell_limit", {"source": ""}, "Tulis alasan dan sumber nilai ini."),
        (
            "small_cell_limit",
            {"valid_from": date(2026, 10, 7)},
            "Hari pertama tidak boleh sebelum 8 Oktober 2026: dokumen yang sudah dibuat memakai nilai waktu itu.",
        ),
    ],
)
def test_set_refuses(cast, name, changed, message):
    with pytest.raises(Denied) as denied:
        actions.set_(name, replace(CHANGE, **changed), by=cast.admin.actor, at=NOW)

    assert (str(denied.value), SettingValue.objects.count(), Event.objects.count()) == (message, 0, 0)


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "dewi", "partner", "inspector"])
def test_set_is_refused_to_everybody_else(cast, who):
    with pytest.raises(Denied, match="hanya ditetapkan pengelola kinerja"):
        actions.set_("small_cell_limit", CHANGE, by=getattr(cast, who).actor, at=NOW)


def test_withdraw_brings_back_what_held_before(cast):
    value = actions.set_("small_cell_limit", CHANGE, by=cast.admin.actor, at=NOW)
    actions.withdraw(value, reason="Salah ketik.", by=cast.admin.actor, at=NOW)

    event = Event.objects.get(name="policies.withdraw")
    assert queries.value("small_cell_limit", TOMORROW) == 5
    assert (event.before, event.after) == ({"value": "8", "valid_from": "2026-10-09"}, {"value": "5"})
    assert event.reason == "Salah ketik."


@pytest.mark.parametrize(
    ("first", "reason", "message"),
    [
        (TODAY, "Salah.", "Nilai ini sudah berlaku. Tetapkan nilai baru untuk mengubahnya."),
        (TOMORROW, " ", "Tulis alasan nilai ini ditarik."),
    ],
)
def test_withdraw_refuses(cast, first, reason, message):
    value = setting_value(valid_from=first)
    with pytest.raises(Denied) as denied:
        actions.withdraw(value, reason=reason, by=cast.admin.actor, at=NOW)

    assert (str(denied.value), SettingWithdrawal.objects.count()) == (message, 0)


def test_withdraw_twice_is_refused(cast):
    value = setting_value(valid_from=TOMORROW)
    actions.withdraw(value, reason="Salah.", by=cast.admin.actor, at=NOW)

    with pytest.raises(Denied, match=r"sudah ditarik"):
        actions.withdraw(SettingValue.objects.get(), reason="Salah.", by=cast.admin.actor, at=NOW)


def test_withdraw_is_refused_to_everybody_else(cast):
    value = setting_value(valid_from=TOMORROW)

    with pytest.raises(Denied, match="hanya ditetapkan pengelola kinerja"):
        actions.withdraw(value, reason="Salah.", by=cast.budi.actor, at=NOW)


def test_a_pack_is_kept_once_and_whole(db):
    values = queries.values_on(TODAY)
    versions = {actions.keep_pack(values, at=NOW) for _ in range(2)}

    assert versions == {queries.rule_version(TODAY)}
    assert RulePack.objects.get().values == values.texts


@pytest.mark.parametrize("table", ["policies_settingvalue", "policies_settingwithdrawal", "policies_rulepack"])
@pytest.mark.parametrize("attack", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_the_database_refuses_changes(cast, table, attack):
    value = setting_value(valid_from=TOMORROW)
    actions.withdraw(value, reason="Salah.", by=cast.admin.actor, at=NOW)
    actions.keep_pack(queries.values_on(TODAY), at=NOW)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(attack.format(table))


def test_a_changed_value_reaches_later_results_but_no_earlier_one(db):
    early = surveys.published(surveys.service("lama"), surveys.mixed(7))
    setting_value("min_respondents_show", "8", TODAY)
    late = surveys.survey(surveys.service("baru"), state="sealed")
    result = survey_actions.freeze(late, at=NOW)

    assert (early.result.limits.show, result.limits.show) == (5, 8)
    assert early.result.rule_version == queries.rule_version(TODAY - timedelta(days=1)) != result.rule_version


def test_a_document_keeps_the_version_it_was_made_with(cast):
    own = evaluation(cast.ani.assignment, cast.budi.assignment)
    words = {
        "result_rating": "meets", "result_reason": "Mutu.", "behaviour_rating": "meets",
        "behaviour_reason": "Baik.", "consideration": "", "evaluation_note": "Teruskan.",
    }  # fmt: skip
    evaluations.rate(own, words, citizens=[], by=cast.budi.actor, at=NOW)
    setting_value("objection_window_days", "20", TOMORROW)
    own.refresh_from_db()

    kept = queries.pack(queries.pack_code(own.rule_version))
    assert own.rule_version == queries.rule_version(TODAY) != queries.rule_version(TOMORROW)
    assert (kept.values["objection_window_days"], str(kept)) == ("14", own.rule_version)
