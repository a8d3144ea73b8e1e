"""Something of everything, for the tests that open every page: one function a part of the house, keys by name."""

from conftest import NOW, TODAY
from factories import calibration, cycles, goals, growth, imports, objections, planning, surveys
from factories.evaluation import achievement, document, evaluation
from factories.people import post, unit
from sambayan.cycles.actions.clocks import Start, start_clocks
from sambayan.cycles.models import CalendarDay, Clock, LeftOut, Opening
from sambayan.cycles.rules import ClockKind
from sambayan.people.actions import desk
from sambayan.people.models import Team
from sambayan.planning.models import GoalFile
from sambayan.planning.queries.goals import WORDS

SAMSAT = "lpg/bapenda/samsat/"


def of_surveys(cast, staff) -> dict:
    """A service with figures, one with too few answers, and a survey that runs."""
    service, closed = surveys.service("demo"), surveys.service("tutup")
    for own in (cast.ani.assignment, staff):
        surveys.staffed(service, own.employee)
    surveys.published(service, surveys.mixed(40), "Triwulan II 2026")
    published = surveys.published(service, surveys.mixed(60, low=2), "Triwulan III 2026", population=300)
    surveys.published(closed, surveys.mixed(4))
    return {
        "service": service,
        "published": published.pk,
        "survey": surveys.survey(service).pk,
        "pack": published.result.rule_version[-10:],
    }


def of_people(cast) -> dict:
    """Repairs, files of people in two states, and a team."""
    desk.inspect(by=None, at=NOW)
    lines = imports.people_file(imports.person(1), imports.person(2, unit="entah"))
    people_file, running = (imports.sent(cast.admin, lines, at=NOW) for _n in range(2))
    type(running).objects.filter(pk=running.pk).update(state="reading", total=10, done=4)
    return {
        "people_file": people_file.pk,
        "running_file": running.pk,
        "unit": cast.unit.code,
        "root": "lpg",
        "ani": cast.ani.employee.pk,
        "budi": cast.budi.employee.pk,
        "team": Team.objects.create(unit=cast.unit, name="Tim", from_date=TODAY).pk,
    }


def of_years(cast) -> dict:
    """The year, a closed quarter, two openings, a holiday, and clocks that run and that lapsed."""
    asked = {"kind": "agreements", "cycle": cycles.cycle(), "day": TODAY, "asked_at": NOW, "asked_by": "Tri"}
    finished = Opening.objects.create(**asked, state="finished", total=5, done=5)
    LeftOut.objects.create(opening=finished, employee=cast.dewi.employee, unit=cast.unit, reason="no_appraiser")
    at_work = Opening.objects.create(**asked, state="running", total=9, done=4)
    closed = cycles.quarter(1)
    type(closed).objects.filter(pk=closed.pk).update(state="closed")
    holiday = CalendarDay.objects.create(unit=unit("lpg/"), day=TODAY, kind="holiday", name="HUT", basis="Pergub")
    holder, where = cast.ani.employee.pk, cast.unit.pk
    start_clocks([Start(ClockKind.RATING, "evaluation", n, holder, where, TODAY, TODAY) for n in (-1, -2, -3)])
    Clock.objects.filter(about_pk=-1).update(state="lapsed")
    return {
        "year": cycles.cycle().pk,
        "period": cycles.quarter().pk,
        "closed_period": closed.pk,
        "opening": finished.pk,
        "running_opening": at_work.pk,
        "calendar_day": holiday.pk,
    }


def of_planning(cast, received, opened) -> dict:
    """A draft that revises, with annex, dialogue and template; one proposed; one in force."""
    draft = received.agreement
    earlier = planning.agreement(cast.ani.assignment, cast.budi.assignment, "replaced", 1)
    type(draft).objects.filter(pk=draft.pk).update(
        state="draft",
        set_at=None,
        revises=earlier,
        version=2,
        revision_kind="feedback",
        revision_reason="Target terlalu rendah.",
        overdue_since=TODAY,
    )
    planning.annex(draft)
    planning.dialogue(draft, cast.budi.assignment)
    written = draft.results.first()
    return {
        "draft": draft.pk,
        "drafted": written.pk,
        "indicator": written.indicators.get().pk,
        "sample": planning.template(draft).pk,
        "proposed": planning.agreement(cast.budi.assignment, cast.citra.assignment, "proposed", results=2).pk,
        "force": opened.agreement_id,
        "result": opened.agreement.results.get().pk,
    }


def of_doing(opened) -> dict:
    """Steps, progress with a link and a file, lines of the log, and a table that waits."""
    result = opened.agreement.results.get()
    entry = planning.evidence(result).documentation
    planning.attachment(entry)
    planning.step(result)
    return {
        "step": planning.step(result, number=2).pk,
        "entry": entry.pk,
        "line": planning.line(opened.employee, TODAY).pk,
        "table": planning.table(opened.agreement).pk,
    }


def of_goals(cast, opened, service) -> dict:
    """A matrix, contracts set and in draft, indicators bound to measured figures, and a file of goals."""
    matrix = goals.matrix(cast.budi.assignment, columns=2)
    goals.cell(goals.row(matrix, cast.ani.assignment), "Berkas selesai tepat waktu")
    goals.row(matrix, cast.dewi.assignment, is_lent=True, appraiser=cast.citra.employee)
    key = matrix.columns.get(number=1).indicator
    key_draft = goals.key_indicator(goals.contract("lpg/bapenda/", state="draft"))
    goals.bound(key, "satisfaction_service", service=service)
    result = opened.agreement.results.get()
    goals.aligned(result, key)
    measured = result.indicators.get()
    goals.bound(measured, "element_service", service=service, part="waktu")
    file = GoalFile.objects.create(
        contract=key_draft.contract,
        filename="iku.csv",
        fingerprint="x",
        uploaded_by="x",
        uploaded_at=NOW,
        rows=[{"number": "9", "words": {**dict.fromkeys(WORDS, ""), "name": "Indeks", "parent": ""}}],
        problems=["Baris 3, kolom TARGET (D3): TARGET kosong, padahal wajib; isi sel itu."],
    )
    return {
        "matrix": matrix.pk,
        "key": key.pk,
        "contract": key.contract_id,
        "key_draft": key_draft.pk,
        "contract_draft": key_draft.contract_id,
        "goal_file": file.pk,
        "measured": measured.pk,
    }


def of_growth(cast, plan) -> dict:
    """Feedback, guidance and cases in the states their pages are about."""
    independent = {"counsellor": cast.dewi.employee, "counsellor_kind": "independent", "document_code": None}
    viewed = growth.guidance(plan, plan.appraiser, "at_superior")
    growth.view(viewed)
    growth.competence(viewed)
    plan.feedback_dates.create(leader=plan.appraiser, due_on=TODAY)
    earlier = cast.ani.employee.agreements.filter(state="replaced").first()
    rows = {
        "told_entry": growth.feedback(earlier, plan.appraiser),
        "draft_entry": growth.feedback(plan, plan.appraiser, "draft"),
        "coaching": growth.guidance(plan, plan.appraiser),
        "mentoring": growth.guidance(plan, plan.appraiser, method="mentoring"),
        "ready": growth.guidance(plan, plan.appraiser, "prepared", "mentoring"),
        "signed": growth.guidance(plan, plan.appraiser, "recorded"),
        "viewed": viewed,
        "case": growth.case(plan, "reported"),
        "noted": growth.case(plan),
        "told": growth.case(plan, "communicated"),
        "selected": growth.case(plan, "selected", document_code=None),
        "appointed": growth.case(plan, "appointed", **independent),
        "held": growth.case(plan, "held", **independent),
        "decided": growth.case(plan, "at_decision", **independent),
    }
    return {name: row.pk for name, row in rows.items()}


def of_evaluation(cast, received, opened) -> dict:
    """Evaluations received, open and with the superior; a meeting that talks and one that places in silence."""
    achievement(cast.unit)
    achievement(cast.office)
    document(received)
    above = evaluation(post("Fitri", SAMSAT), cast.budi.assignment, "with_superior", superior=cast.citra.assignment)
    meeting = calibration.session(cast.office, cast.budi.employee, cast.citra.employee)
    rated = evaluation(post("Fajar", SAMSAT), cast.budi.assignment, "rated")
    member = calibration.member(meeting, rated)
    member.notes.create(author=cast.budi.employee, text="Tanyakan realisasi September.", written_at=NOW)
    silent = calibration.session(cast.unit, cast.budi.employee, state="pre_vote")
    return {
        "received": received.pk,
        "open": opened.pk,
        "code": received.document_code,
        "above": above.pk,
        "session": meeting.pk,
        "member": member.pk,
        "silent": silent.pk,
        "placed": calibration.member(silent, rated).pk,
        "proposal": calibration.proposal(member, cast.citra.employee).pk,
    }


def of_objections(cast) -> dict:
    """Objections in the states their pages are about: two of Ani's own, the others of a colleague each."""

    def about(number: int, own, state: str, heard: str = "", **fields) -> int:
        row = objections.received(own, cast.budi.assignment, cast.citra.assignment, period=cycles.quarter(number))
        return objections.objection(row, state, heard, **fields).pk

    def colleague(name: str):
        return post(f"Rekan {name}", SAMSAT)

    return {
        "written": about(1, cast.ani.assignment, "draft"),
        "changed": about(4, cast.ani.assignment, "changed", "explained"),
        "late": about(2, colleague("late"), "refused_late"),
        "heard": about(2, colleague("heard"), "in_examination", "explained"),
        "asked": about(2, colleague("asked"), "in_examination"),
        "orphan": about(2, colleague("orphan"), "lodged", superior=None),
    }


def everything(cast) -> dict:
    """All of it; `eko` is the post of a colleague whose evaluation is open."""
    eko = post("Eko", SAMSAT)
    shown = of_surveys(cast, eko)
    received = evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(2))
    opened = evaluation(eko, cast.budi.assignment)
    parts = (
        of_people(cast),
        of_planning(cast, received, opened),
        of_doing(opened),
        of_goals(cast, opened, shown.pop("service")),
        of_growth(cast, opened.agreement),
        of_evaluation(cast, received, opened),
        of_objections(cast),
        of_years(cast),
    )
    found = {"eko": eko, **shown}
    for part in parts:
        assert not found.keys() & part.keys()
        found |= part
    return found
