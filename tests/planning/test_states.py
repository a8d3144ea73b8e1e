"""The verbs that move an agreement: each with its record, its notices and its refusals."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from factories.cycles import cycle
from factories.planning import SET_AT, agreement, annex, dialogue
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.actions.clocks import Start, start_clock
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import LAPSES, ClockKind
from sambayan.notices.models import Notice
from sambayan.people.models import Assignment
from sambayan.planning import actions, queries
from sambayan.planning.models import AssignedResult, PerformanceAgreement
from sambayan.planning.tasks import agreements as tasks

TALK = {"held_on": date(2026, 10, 1), "note": "Target waktu dibahas."}


@pytest.fixture
def make(cast):
    """Ani's agreement with Budi, Citra above, in a state; complete, and with a talk of Budi's once it is proposed."""

    def made(state="draft", **fields) -> PerformanceAgreement:
        plan = agreement(cast.ani.assignment, cast.budi.assignment, state, 1, superior=cast.citra.employee, **fields)
        annex(plan)
        if state in ("proposed", "signed"):
            dialogue(plan, cast.budi.assignment)
        return plan

    return made


def event() -> Event:
    return Event.objects.latest("pk")


def told() -> list[tuple[str, str]]:
    return [(notice.event, notice.recipient.name) for notice in Notice.objects.order_by("pk")]


@pytest.mark.parametrize(("who", "reader"), [("ani", "Budi"), ("budi", "Ani")])
def test_open_dialogue_records_the_talk_and_tells_the_other(make, cast, who, reader):
    plan = make()

    actions.open_dialogue(plan, **TALK, by=getattr(cast, who).actor, at=NOW)

    talk = plan.dialogues.get()
    assert (plan.state, talk.led_by, talk.held_on) == ("in_dialogue", cast.budi.employee, date(2026, 10, 1))
    assert (event().before, event().after) == (
        {"state": "draft"},
        {"state": "in_dialogue", "held_on": "2026-10-01"},
    )
    assert told() == [("planning.open_dialogue", reader)]


def test_a_talk_is_recorded_after_it_was_held(make, cast):
    plan = make()

    with pytest.raises(Denied, match="tanggalnya belum tiba"):
        actions.open_dialogue(plan, held_on=TODAY + timedelta(days=1), note="x", by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert plan.dialogues.count() == 0


def test_the_dialogue_goes_on_all_year(make, cast):
    plan = make("in_force")

    actions.record_dialogue(plan, **TALK, by=cast.ani.actor, at=NOW)

    assert (plan.dialogues.get().led_by, event().name, told()) == (
        cast.budi.employee,
        "planning.record_dialogue",
        [("planning.record_dialogue", "Budi")],
    )


def test_propose_puts_before_the_appraiser(make, cast):
    plan = make("in_dialogue")

    actions.propose(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.proposed_at) == ("proposed", NOW)
    assert (event().before, event().after) == ({"state": "in_dialogue"}, {"state": "proposed"})
    assert told() == [("planning.propose", "Budi")]


def test_propose_says_what_is_missing(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_dialogue")

    with pytest.raises(Denied, match=r"paling sedikit satu hasil kerja utama.*dukungan sumber daya"):
        actions.propose(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert plan.state == "in_dialogue"


@pytest.mark.parametrize("state", ["proposed", "signed"])
def test_return_gives_back_with_the_reason(make, cast, state):
    plan = make(state)

    actions.return_(plan, reason="Target belum terukur.", by=cast.budi.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.return_reason, plan.signed_at, event().reason) == (
        "in_dialogue",
        "Target belum terukur.",
        None,
        "Target belum terukur.",
    )
    assert told() == [("planning.return", "Ani")]


def test_proposing_again_forgets_the_reason(make, cast):
    plan = make("proposed")
    actions.return_(plan, reason="Target belum terukur.", by=cast.budi.actor, at=NOW)
    actions.propose(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert plan.return_reason == ""


def test_what_was_assigned_meanwhile_is_in_a_returned_agreement(make, cast):
    plan = make("proposed")
    words = {"kind": "main", "title": "Keluhan ditanggapi", "aspect": "time", "indicator": "Waktu", "target": "5 hari"}
    actions.assign_result(words, employee_ids=[cast.ani.employee.pk], by=cast.budi.actor, at=NOW)

    actions.return_(plan, reason="Ada tugas baru.", by=cast.budi.actor, at=NOW)

    added = plan.results.get(title="Keluhan ditanggapi")
    assert (added.origin, added.assigned_by, AssignedResult.objects.get().became) == (
        "appointed",
        "Kepala Unit samsat",
        added,
    )


def test_sign_waits_for_the_appraiser(make, cast):
    plan = make("proposed")

    actions.sign(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.signed_at, told()) == ("signed", NOW, [("planning.sign", "Budi")])


def test_set_puts_in_force_with_a_code(make, cast):
    plan = make("signed")

    actions.set_(plan, by=cast.budi.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.set_at, len(plan.document_code)) == ("in_force", NOW, 14)
    assert event().after == {"state": "in_force", "code": plan.document_code}
    assert told() == [("planning.set", "Ani")]
    assert queries.verified(plan.document_code).form == "SKP (A.1.7)"


def test_set_waits_for_a_dialogue_of_ones_own(make, cast):
    plan = make("signed")
    plan.dialogues.all().delete()
    dialogue(plan, cast.citra.assignment)

    with pytest.raises(Denied, match="Catat dahulu dialog Anda"):
        actions.set_(plan, by=cast.budi.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, Event.objects.count()) == ("signed", 0)


@pytest.mark.parametrize("recorder", ["ani", None])
def test_a_note_the_employee_typed_is_not_the_setters_own_dialogue(make, cast, recorder):
    plan = make("signed")
    plan.dialogues.update(recorded_by=cast.ani.employee if recorder else None)

    with pytest.raises(Denied, match="Catat dahulu dialog Anda") as denied:
        actions.set_(plan, by=cast.budi.actor, at=NOW)
    assert "Catat dialog" in str(denied.value)

    actions.record_dialogue(plan, **TALK, by=cast.budi.actor, at=NOW)
    actions.set_(plan, by=cast.budi.actor, at=NOW)
    assert plan.state == "in_force"


def test_a_talk_about_the_year_is_not_older_than_october_before_it(make, cast):
    plan = make()

    with pytest.raises(Denied, match="tidak mungkin sebelum 1 Oktober 2025"):
        actions.open_dialogue(plan, held_on=date(2025, 9, 30), note="x", by=cast.budi.actor, at=NOW)
    actions.open_dialogue(plan, held_on=date(2025, 10, 1), note="x", by=cast.budi.actor, at=NOW)

    assert [(talk.held_on, talk.recorded_by) for talk in plan.dialogues.all()] == [
        (date(2025, 10, 1), cast.budi.employee)
    ]


def test_set_stops_the_term(make, cast):
    plan = make("signed")
    start_clock(
        Start(ClockKind.AGREEMENT_SET, "agreement", plan.pk, None, plan.unit_id, on=TODAY, due=date(2026, 1, 31))
    )

    actions.set_(plan, by=cast.budi.actor, at=NOW)

    assert (Clock.objects.get().state, Clock.objects.get().ended_at) == ("met", NOW)


def test_set_unsigned_needs_a_reason_and_tells_the_superior(make, cast):
    plan = make("proposed")

    actions.set_unsigned(plan, reason="Menolak dua kali.", by=cast.budi.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.missing_signature_reason, plan.signed_at) == ("in_force", "Menolak dua kali.", None)
    assert event().reason == "Menolak dua kali."
    assert told() == [("planning.set_unsigned", "Ani"), ("planning.set_unsigned", "Citra")]


def test_set_unsigned_without_a_superior_tells_the_employee(cast):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", 1)
    dialogue(plan, cast.budi.assignment)

    actions.set_unsigned(plan, reason="Menolak.", by=cast.budi.actor, at=NOW)

    assert told() == [("planning.set_unsigned", "Ani")]


@pytest.mark.parametrize("state", ["draft", "in_dialogue", "proposed", "signed"])
def test_mark_overdue_is_done_by_the_system_once(make, state):
    plan = make(state)

    assert actions.mark_overdue(plan, at=NOW) is True
    assert actions.mark_overdue(plan, at=NOW) is False

    plan.refresh_from_db()
    assert (plan.state, plan.overdue_since) == (state, TODAY)
    assert (event().actor_name, Event.objects.count()) == ("Sambayan", 1)
    assert {reader for _event, reader in told()} == {"Ani", "Budi", "Citra"}


def test_what_was_set_in_time_is_not_marked(make):
    assert actions.mark_overdue(make("in_force"), at=NOW) is False
    assert Event.objects.count() == 0


def test_the_end_of_the_term_marks_the_agreement(make):
    plan = make()

    LAPSES[ClockKind.AGREEMENT_SET](plan.pk, NOW)
    tasks.mark_overdue(0, NOW)

    plan.refresh_from_db()
    assert (plan.overdue_since, Event.objects.count()) == (TODAY, 1)


@pytest.mark.parametrize("state", ["draft", "in_dialogue", "proposed", "signed"])
def test_the_superior_leads_a_late_dialogue_to_the_end(make, cast, state):
    plan = make(state, overdue_since=date(2026, 2, 1))

    actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)

    # Lampiran II.C.5 p65
    plan.refresh_from_db()
    assert (plan.state, plan.is_superior_led, plan.proposed_at, plan.signed_at) == ("in_dialogue", True, None, None)
    assert told() == [("planning.request_superior_dialogue", "Citra"), ("planning.request_superior_dialogue", "Budi")]

    actions.record_dialogue(plan, **TALK, by=cast.citra.actor, at=NOW)
    actions.propose(plan, by=cast.ani.actor, at=NOW)
    actions.sign(plan, by=cast.ani.actor, at=NOW)
    with pytest.raises(Denied, match="Citra atasan pejabat penilainya"):
        actions.set_(plan, by=cast.budi.actor, at=NOW)
    actions.set_(plan, by=cast.citra.actor, at=NOW)
    assert plan.state == "in_force"


def test_the_superior_who_stands_there_today_is_asked(make, cast):
    # Lampiran II.C.5 p65: recorded only after the agreement began
    plan = make("draft", overdue_since=date(2026, 2, 1))
    PerformanceAgreement.objects.filter(pk=plan.pk).update(superior=cast.dewi.employee)

    actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.superior, event().after["led_by"]) == (cast.citra.employee, "Citra")


def test_without_anybody_above_today_nobody_is_asked(make, cast):
    plan = make("draft", overdue_since=date(2026, 2, 1))
    Assignment.objects.filter(pk=cast.citra.assignment.pk).update(to_date=date(2026, 9, 30))

    with pytest.raises(Denied, match="Atasan pejabat penilai belum tercatat"):
        actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)


def test_while_another_appraises_the_superior_stays(make, cast):
    plan = make("draft", overdue_since=date(2026, 2, 1))
    Assignment.objects.filter(pk=cast.budi.assignment.pk).update(to_date=date(2026, 9, 30))

    actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)

    plan.refresh_from_db()
    assert plan.superior == cast.citra.employee


def test_the_superior_is_asked_once(make, cast):
    plan = make("in_dialogue", overdue_since=date(2026, 2, 1), is_superior_led=True)

    with pytest.raises(Denied, match="sudah dipimpin"):
        actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)


def test_a_signature_that_was_withdrawn_is_not_printed(make, cast):
    plan = make("signed", overdue_since=date(2026, 2, 1))
    actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)
    actions.record_dialogue(plan, **TALK, by=cast.citra.actor, at=NOW)
    actions.propose(plan, by=cast.ani.actor, at=NOW)
    actions.set_unsigned(plan, reason="Menolak.", by=cast.citra.actor, at=NOW)

    plan.refresh_from_db()
    found = queries.printed(plan, "", TODAY)
    assert (plan.signed_at, found["employee_signs"], found["missing_signature"]) == (None, False, "Menolak.")


def test_an_old_signature_is_forgotten_when_it_is_proposed_and_when_it_is_set_unsigned(make, cast):
    plan = make(
        "in_dialogue",
    )
    PerformanceAgreement.objects.filter(pk=plan.pk).update(signed_at=SET_AT)
    plan.refresh_from_db()
    actions.propose(plan, by=cast.ani.actor, at=NOW)
    plan.refresh_from_db()
    assert plan.signed_at is None

    PerformanceAgreement.objects.filter(pk=plan.pk).update(signed_at=SET_AT)
    plan.refresh_from_db()
    dialogue(plan, cast.budi.assignment)
    actions.set_unsigned(plan, reason="Menolak.", by=cast.budi.actor, at=NOW)
    plan.refresh_from_db()
    assert (plan.signed_at, plan.document.content["employee_signs"]) == (None, False)


def test_the_term_goes_over_to_the_superior(make, cast):
    plan, other = make("in_dialogue", overdue_since=date(2026, 2, 1)), 4711
    for about in (plan.pk, other):
        start_clock(
            Start(
                ClockKind.AGREEMENT_SET, "agreement", about, plan.appraiser_id, plan.unit_id, TODAY, date(2026, 1, 31)
            )
        )
    Clock.objects.update(reminded_on=TODAY)

    actions.request_superior_dialogue(plan, by=cast.ani.actor, at=NOW)

    assert {clock.about_pk: (str(clock.holder), clock.reminded_on) for clock in Clock.objects.all()} == {
        plan.pk: ("Citra", None),
        other: ("Budi", TODAY),
    }


def test_the_superior_is_asked_from_the_first_of_february(make, cast):
    with pytest.raises(Denied, match="mulai 1 Februari"):
        actions.request_superior_dialogue(make(), by=cast.ani.actor, at=NOW)


@pytest.mark.parametrize(
    ("verb", "state", "who", "owner"),
    [
        ("open_dialogue", "draft", "citra dewi admin", "Budi pejabat penilainya"),
        ("propose", "in_dialogue", "budi citra dewi admin", "Ani dapat melakukannya"),
        ("return_", "proposed", "ani citra dewi admin", "Budi pejabat penilainya"),
        ("sign", "proposed", "budi citra dewi admin", "Ani dapat melakukannya"),
        ("set_", "signed", "ani citra dewi admin", "Budi pejabat penilainya"),
        ("set_unsigned", "proposed", "ani citra dewi admin", "Budi pejabat penilainya"),
        ("request_superior_dialogue", "draft", "budi citra dewi admin", "Ani dapat melakukannya"),
    ],
)
def test_every_verb_is_refused_to_everybody_else(make, cast, verb, state, who, owner):
    plan = make(state, overdue_since=date(2026, 2, 1))
    words = {"open_dialogue": TALK, "return_": {"reason": "x"}, "set_unsigned": {"reason": "x"}}.get(verb, {})

    for name in who.split():
        with pytest.raises(Denied, match=f"{owner}|Ani dapat melakukannya"):
            getattr(actions, verb)(plan, **words, by=getattr(cast, name).actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, Event.objects.count(), Notice.objects.count()) == (state, 0, 0)


@pytest.mark.parametrize(
    ("verb", "state", "told_"),
    [
        ("propose", "proposed", "keadaannya sekarang “Diusulkan”, yang diperlukan “Dalam dialog”"),
        ("propose", "in_force", "keadaannya sekarang “Berlaku”"),
        ("return_", "draft", "keadaannya sekarang “Draf”"),
        ("sign", "in_force", "keadaannya sekarang “Berlaku”, yang diperlukan “Diusulkan”"),
        ("set_", "in_dialogue", "keadaannya sekarang “Dalam dialog”, yang diperlukan “Ditandatangani pegawai”"),
        ("set_", "in_force", "keadaannya sekarang “Berlaku”"),
        ("set_unsigned", "signed", "keadaannya sekarang “Ditandatangani pegawai”, yang diperlukan “Diusulkan”"),
    ],
)
def test_a_verb_in_the_wrong_state_says_which_is_needed(make, cast, verb, state, told_):
    plan = make(state)
    by = cast.ani.actor if verb in ("propose", "sign") else cast.budi.actor
    more = {"reason": "Kurang."} if verb in ("return_", "set_unsigned") else {}

    with pytest.raises(Denied, match=told_):
        getattr(actions, verb)(plan, by=by, at=NOW, **more)

    plan.refresh_from_db()
    assert (plan.state, Event.objects.count(), Notice.objects.count()) == (state, 0, 0)


def test_two_people_cannot_move_the_same_agreement_at_once(make, cast):
    plan = make("signed")
    stale = PerformanceAgreement.objects.get(pk=plan.pk)
    actions.set_(plan, by=cast.budi.actor, at=NOW)

    with pytest.raises(Denied, match="keadaannya sekarang “Berlaku”"):
        actions.return_(stale, reason="Terlambat", by=cast.budi.actor, at=NOW)


def test_every_verb_tells_its_event_and_the_page_it_is_about(make, cast):
    plan = make()
    page, ani, budi = f"/agreements/{plan.pk}/", cast.ani.actor, cast.budi.actor
    actions.open_dialogue(plan, **TALK, by=budi, at=NOW)
    actions.propose(plan, by=ani, at=NOW)
    actions.return_(plan, reason="Sebut satuannya.", by=budi, at=NOW)
    actions.propose(plan, by=ani, at=NOW + timedelta(minutes=1))
    actions.sign(plan, by=ani, at=NOW)
    actions.set_(plan, by=budi, at=NOW)

    verbs = ["open_dialogue", "propose", "return", "propose", "sign", "set"]
    names = [f"planning.{verb}" for verb in verbs]
    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == names
    assert list(Notice.objects.order_by("pk").values_list("event", "url")) == [(name, page) for name in names]


@pytest.mark.parametrize("state", ["in_force", "replaced"])
def test_close_ends_an_agreement_after_its_year(make, cast, state):
    plan = make(state, cycle=cycle(2025))

    actions.close(plan, by=cast.admin.actor, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.ended_at, event().name) == ("closed", NOW, "planning.close")


def test_close_by_the_system_keeps_when_it_was_replaced(make):
    plan = make("replaced", cycle=cycle(2025), ended_at=SET_AT)

    actions.close(plan, by=None, at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.ended_at, event().actor_name) == ("closed", SET_AT, "Sambayan")


def test_close_waits_for_the_end_of_the_year(make, cast):
    with pytest.raises(Denied, match="SKP 2026 ditutup setelah tahunnya berakhir"):
        actions.close(make("in_force"), by=cast.admin.actor, at=NOW)


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "dewi"])
def test_close_is_the_administrators(make, cast, who):
    with pytest.raises(Denied, match="Hanya pengelola kinerja"):
        actions.close(make("in_force", cycle=cycle(2025)), by=getattr(cast, who).actor, at=NOW)
