"""Zero accessibility violations on every page, light and dark, on a phone and at a desk; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.conftest import with_app
from conftest import NOW, TODAY
from factories import cycles, goals, imports, planning, surveys
from factories import cycles, imports, objections, planning, surveys
from factories import cycles, growth, imports, planning, surveys
from factories import calibration, cycles, imports, planning, surveys
from factories.evaluation import achievement, evaluation
from factories.people import post, unit
from sambayan.accounts.queries import link
from sambayan.cycles.actions.clocks import Start, start_clocks
from sambayan.cycles.models import CalendarDay, Clock
from sambayan.cycles.rules import ClockKind
from sambayan.cycles.models import LeftOut, Opening
from sambayan.people.actions import desk
from sambayan.people.models import Team
from sambayan.planning.models import GoalFile
from sambayan.planning.queries.goals import WORDS

SIZES = {
    "phone": {"width": 360, "height": 740},
    "tablet": {"width": 768, "height": 1024},
    "desk": {"width": 1280, "height": 900},
}
PAGES = (
    ("citizen", "/"), ("citizen", "/units/"), ("citizen", "/units/{unit}/"), ("citizen", "/method/"),
    ("citizen", "/about/"), ("citizen", "/s/demo/"), ("citizen", "/s/tutup/"), ("citizen", "/receipt/"),
    ("citizen", "/sign-in/"), ("citizen", "/components/"), ("citizen", "/verify/{code}/"), ("citizen", "/tidak-ada/"),
    ("citizen", "/forgot-password/"), ("citizen", "/set-password/{token}/"), ("citizen", "/set-password/x/"),
    ("citizen", "/confirm-email/{email}/"),
    ("ani", "/account/"), ("ani", "/account/confirm-password/"), ("ani", "/account/change-password/"),
    ("ani", "/account/change-email/"), ("ani", "/account/add-second-factor/"), ("ani", "/account/add-app/"),
    ("ani", "/account/add-passkey/"), ("ani", "/account/recovery-codes/"),
    ("ani", "/account/factors/{factor}/remove/"), ("admin", "/people/{ani}/account/"),
    ("admin", "/people/{ani}/reset-password/"),
    ("ani", "/home/"), ("ani", "/notices/"), ("ani", "/notices/preferences/"), ("admin", "/notices/mails/"),
    ("ani", "/people/"), ("ani", "/people/{ani}/"), ("ani", "/agreements/"),
    ("ani", "/agreements/{draft}/"), ("ani", "/agreements/{draft}/add-result/"),
    ("ani", "/agreements/{draft}/shape/"), ("ani", "/agreements/{draft}/write-annex/"),
    ("ani", "/agreements/{draft}/link-results/"), ("ani", "/agreements/{draft}/use-template/"),
    ("ani", "/agreements/{draft}/compare/"), ("ani", "/planned-results/{drafted}/change/"),
    ("ani", "/planned-results/{drafted}/add-indicator/"), ("ani", "/indicators/{indicator}/change/"),
    ("ani", "/indicators/{indicator}/write-manual/"), ("budi", "/agreements/{force}/add-expectation/"),
    ("budi", "/agreements/{force}/make-template/"), ("budi", "/agreements/assign-result/"),
    ("budi", "/agreements/templates/"), ("admin", "/agreements/templates/{sample}/"),
    ("budi", "/planned-results/{result}/take-over/"), ("citra", "/agreements/{proposed}/"),
    ("ani", "/agreements/{draft}/write-expectations/"), ("ani", "/evaluations/{received}/explain/"),
    ("ani", "/evaluations/{received}/"), ("dewi", "/agreements/start/"), ("dewi", "/people/{ani}/"),
    ("budi", "/home/"), ("budi", "/evaluations/"), ("budi", "/evaluations/{open}/rate/"),
    ("budi", "/agreements/{force}/"), ("budi", "/services/"), ("budi", "/services/demo/"),
    ("eko", "/planned-results/{result}/document/"),
    ("eko", "/agreements/{force}/doing/{period}/"), ("budi", "/agreements/{force}/doing/{period}/"),
    ("eko", "/planned-results/{result}/plan-action/{period}/"), ("eko", "/actions/{step}/change/"),
    ("budi", "/actions/{step}/comment/"), ("eko", "/documentation/{entry}/correct/"),
    ("eko", "/documentation/{entry}/attach/"), ("budi", "/agreements/{force}/monitor/"),
    ("budi", "/agreements/team-doing/"), ("eko", "/agreements/{force}/doing/{period}/log/"),
    ("budi", "/agreements/{force}/doing/{period}/log/"), ("eko", "/log/{line}/change/"),
    ("eko", "/agreements/{force}/upload-log/"), ("eko", "/log-files/{table}/"), ("eko", "/log-files/{table}/?day=0&text=0"),
    ("ani", "/goals/"), ("budi", "/goals/tree/"), ("admin", "/goals/lpg/write-strategy/"),
    ("admin", "/goals/dinsos/draft-contract/"), ("citra", "/goals/bapenda/open-matrix/"),
    ("budi", "/teams/{team}/open-matrix/"), ("ani", "/contracts/{contract}/"), ("citra", "/contracts/{contract_draft}/"),
    ("citra", "/contracts/{contract_draft}/add-indicator/"), ("citra", "/contracts/{contract_draft}/upload-goals/"),
    ("citra", "/key-indicators/{key_draft}/change-indicator/"), ("ani", "/key-indicators/{key}/"),
    ("budi", "/key-indicators/{key}/bind-key/"), ("citra", "/goal-files/{goal_file}/"), ("budi", "/matrices/{matrix}/"),
    ("ani", "/matrices/{matrix}/"), ("eko", "/planned-results/{result}/line/"), ("budi", "/agreements/{force}/live/"),
    ("budi", "/individual-indicators/{measured}/bind/"),
    ("citra", "/evaluations/set-achievement/{unit}/{period}/"),
    ("citra", "/evaluations/set-achievement/{unit}/{period}/"), ("citra", "/evaluations/{above}/rate-as-superior/"),
    ("citra", "/evaluations/{above}/"), ("citra", "/evaluations/progress/"), ("admin", "/evaluations/late/"),
    ("admin", "/evaluations/?unit=samsat&state=open"), ("eko", "/evaluations/{open}/assess-self/"),
    ("eko", "/evaluations/{open}/reply-to-citizens/"), ("admin", "/evaluations/{open}/pass-to-superior/"),
    ("admin", "/evaluations/{above}/pass-upwards/"),
    ("citra", "/calibrations/"), ("citra", "/calibrations/{session}/"), ("citra", "/calibrations/{session}/?view=list"),
    ("citra", "/calibrations/people/{member}/"), ("citra", "/calibrations/people/{member}/propose/?to=below-meets"),
    ("citra", "/calibrations/{session}/invite/"), ("budi", "/calibrations/{silent}/"),
    ("budi", "/calibrations/people/{placed}/"), ("budi", "/calibrations/proposals/{proposal}/accept/"),
    ("budi", "/calibrations/proposals/{proposal}/decline/"),
    ("admin", "/surveys/{published}/"), ("admin", "/surveys/{survey}/upload/"), ("admin", "/record/"),
    ("admin", "/record/history/agreement/{force}/"),
    ("citizen", "/record/checkpoints/"),
    ("ani", "/settings/"), ("ani", "/settings/packs/{pack}/"), ("admin", "/settings/reason_min_length/"),
    ("admin", "/settings/cost_mode/"),
    ("ani", "/organisation/"), ("ani", "/organisation/?open=samsat"), ("ani", "/organisation/?q=unit"),
    ("ani", "/organisation/{unit}/"), ("admin", "/organisation/{unit}/"), ("admin", "/organisation/{unit}/found/"),
    ("admin", "/organisation/{unit}/rename/"), ("admin", "/organisation/{unit}/move/?q=unit"),
    ("admin", "/organisation/{unit}/merge/"), ("admin", "/organisation/{unit}/close-unit/"),
    ("admin", "/people/?unit=bapenda"),
    ("ani", "/calendar/"), ("admin", "/calendar/?unit=samsat"), ("admin", "/calendar/{root}/set-day/"),
    ("admin", "/calendar/{root}/set-week/"), ("admin", "/calendar/days/{calendar_day}/remove-day/"),
    ("admin", "/outcomes/"), ("admin", "/outcomes/discipline/"), ("admin", "/outcomes/{period}/"),
    ("admin", "/outcomes/{period}/differences/"), ("admin", "/outcomes/{period}/nine-box/?box=5"),
    ("admin", "/outcomes/{root}/upload-national/"), ("admin", "/outcomes/{root}/upload-potential/"),
    ("citra", "/clocks/"), ("admin", "/clocks/?kind=rating"),
    ("admin", "/repairs/"), ("admin", "/roles/"), ("admin", "/roles/grant/"), ("ani", "/people/{ani}/looks/"),
    ("admin", "/people/{ani}/"), ("admin", "/people/{ani}/correct/"), ("admin", "/people/{ani}/assign/"),
    ("admin", "/people/{ani}/record-absence/"), ("ani", "/people/{ani}/correct-contact/"),
    ("budi", "/people/{budi}/delegate-drafting/"), ("budi", "/people/{budi}/delegate-appraising/"),
    ("admin", "/organisation/{unit}/employ/"), ("budi", "/organisation/{unit}/form-team/"), ("budi", "/teams/{team}/"),
    ("budi", "/teams/{team}/join/"),
    ("admin", "/objections/"), ("admin", "/objections/statistics/"), ("ani", "/evaluations/{received}/objection/draft/"),
    ("ani", "/objections/{written}/lodge/"), ("citra", "/objections/{late}/admit/"), ("citra", "/objections/{heard}/"),
    ("citra", "/objections/{heard}/uphold/"), ("citra", "/objections/{heard}/change/"),
    ("citra", "/objections/{asked}/record-refusal-to-explain/"), ("budi", "/objections/{asked}/explain/"),
    ("ani", "/objections/{changed}/"), ("admin", "/objections/{orphan}/appoint-decider/"),
    ("ani", "/feedback/"), ("ani", "/feedback/find/?q=unit"), ("budi", "/feedback/dates/"), ("ani", "/feedback/{entry}/"),
    ("budi", "/feedback/{draft_entry}/rewrite/"), ("budi", "/agreements/{force}/feedback/"),
    ("budi", "/agreements/{force}/feedback/write/"), ("admin", "/agreements/{force}/feedback/write/"),
    ("budi", "/agreements/{force}/feedback/strengths/"), ("eko", "/agreements/{force}/feedback/request/{budi}/"),
    ("ani", "/guidance/"), ("eko", "/guidance/{coaching}/"), ("eko", "/guidance/{coaching}/prepare/"),
    ("eko", "/guidance/{mentoring}/prepare/"), ("budi", "/guidance/{ready}/log-session/"),
    ("budi", "/guidance/{ready}/hold-guidance/"), ("eko", "/guidance/{signed}/give-view/"),
    ("budi", "/guidance/{signed}/evaluate-competence/"), ("eko", "/guidance/{viewed}/view/"),
    ("admin", "/guidance/{viewed}/decide-follow-up/"), ("budi", "/agreements/{force}/propose-guidance/"),
    ("budi", "/agreements/{force}/note-problem/"), ("budi", "/counselling/"), ("admin", "/counselling/{case}/"),
    ("budi", "/counselling/{noted}/communicate/"), ("budi", "/counselling/{told}/report-problem/"),
    ("admin", "/counselling/{selected}/appoint-counsellor/"), ("dewi", "/counselling/{appointed}/schedule/"),
    ("dewi", "/counselling/{held}/sign-counselling/"), ("admin", "/counselling/{decided}/decide-counselling/"),
    ("admin", "/people/imports/"), ("admin", "/people/imports/upload/"), ("admin", "/people/imports/{people_file}/"),
    ("admin", "/people/imports/{running_file}/"), ("admin", "/surveys/{published}/"), ("admin", "/surveys/{survey}/upload/"), ("admin", "/record/"),
    ("admin", "/years/"), ("admin", "/years/create/"), ("admin", "/years/{year}/"), ("admin", "/years/{year}/close/"),
    ("admin", "/periods/{period}/close-period/"), ("admin", "/periods/{period}/set-window/"),
    ("admin", "/periods/{closed_period}/reopen-period/"), ("admin", "/openings/{opening}/"),
    ("admin", "/openings/{running_opening}/"), ("admin", "/moves/"),
)  # fmt: skip


def _objected(cast) -> dict[str, int]:
    """Objections in the states their pages are about: one of Ani's own draft, the others of a colleague each."""

    def about(number: int, own, state: str, heard: str = "", **fields) -> int:
        row = objections.received(own, cast.budi.assignment, cast.citra.assignment, period=cycles.quarter(number))
        return objections.objection(row, state, heard, **fields).pk

    others = {"late": "refused_late", "heard": "in_examination", "asked": "in_examination", "changed": "changed",
              "orphan": "lodged"}  # fmt: skip
    found = {"written": about(1, cast.ani.assignment, "draft")}
    for name, state in others.items():
        own = cast.ani.assignment if name == "changed" else post(f"Rekan {name}", "lpg/bapenda/samsat/")
        heard = "explained" if name in ("heard", "changed") else ""
        found[name] = about(
            4 if name == "changed" else 2, own, state, heard, **({"superior": None} if name == "orphan" else {})
        )
    return found


@pytest.fixture
def stage(cast, today):
    """Something of everything, and the names that stand in the addresses above."""
    eko = post("Eko", "lpg/bapenda/samsat/")
    service, closed = surveys.service("demo"), surveys.service("tutup")
    surveys.staffed(service, cast.ani.employee)
    surveys.staffed(service, eko.employee)
    surveys.published(service, surveys.mixed(40), "Triwulan II 2026")
    published = surveys.published(service, surveys.mixed(60, low=2), "Triwulan III 2026", population=300)
    surveys.published(closed, surveys.mixed(4))
    survey = surveys.survey(service)
    received = evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(2))
    draft = received.agreement
    type(draft).objects.filter(pk=draft.pk).update(state="draft", set_at=None)
    opened = evaluation(eko, cast.budi.assignment)
    achievement(cast.unit)
    above = evaluation(
        post("Fitri", "lpg/bapenda/samsat/"), cast.budi.assignment, "with_superior", superior=cast.citra.assignment
    )
    planning.agreement(cast.budi.assignment, cast.citra.assignment, "proposed", results=2)
    more = {"revises": planning.agreement(cast.ani.assignment, cast.budi.assignment, "replaced", 1), "version": 2}
    more |= {"revision_kind": "feedback", "revision_reason": "Target terlalu rendah.", "overdue_since": TODAY}
    type(draft).objects.filter(pk=draft.pk).update(**more)
    planning.annex(draft)
    planning.dialogue(draft, cast.budi.assignment)
    proposed = planning.agreement(cast.budi.assignment, cast.citra.assignment, "proposed", results=2)
    desk.inspect(by=None, at=NOW)
    lines = imports.people_file(imports.person(1), imports.person(2, unit="entah"))
    people_file = imports.sent(cast.admin, lines, at=NOW)
    running = imports.sent(cast.admin, lines, at=NOW)
    type(running).objects.filter(pk=running.pk).update(state="reading", total=10, done=4)
    holiday = CalendarDay.objects.create(unit=unit("lpg/"), day=TODAY, kind="holiday", name="HUT", basis="Pergub")
    start_clocks(
        [Start(ClockKind.RATING, "evaluation", n, cast.ani.employee.pk, cast.unit.pk, TODAY, TODAY) for n in range(3)]
    )
    Clock.objects.filter(about_pk=1).update(state="lapsed")
    return {
        "root": "lpg", "calendar_day": holiday.pk,
    result = opened.agreement.results.get()
    entry = planning.evidence(result).documentation
    planning.attachment(entry)
    planning.step(result)
    return {
        "step": planning.step(result, number=2).pk, "entry": entry.pk, "line": planning.line(eko.employee, TODAY).pk,
        "table": planning.table(opened.agreement).pk,
    matrix = goals.matrix(cast.budi.assignment, columns=2)
    goals.cell(goals.row(matrix, cast.ani.assignment), "Berkas selesai tepat waktu")
    goals.row(matrix, cast.dewi.assignment, is_lent=True, appraiser=cast.citra.employee)
    key = matrix.columns.get(number=1).indicator
    key_draft = goals.key_indicator(goals.contract("lpg/bapenda/", state="draft"))
    goals.bound(key, "satisfaction_service", service=service)
    opened_result = opened.agreement.results.get()
    goals.aligned(opened_result, key)
    measured = opened_result.indicators.get()
    goals.bound(measured, "element_service", service=service, part="waktu")
    goal_file = GoalFile.objects.create(
        contract=key_draft.contract, filename="iku.csv", fingerprint="x", uploaded_by="x", uploaded_at=NOW,
        rows=[{"number": "9", "words": {**dict.fromkeys(WORDS, ""), "name": "Indeks", "parent": ""}}],
        problems=["Baris 3, kolom TARGET (D3): TARGET kosong, padahal wajib; isi sel itu."],
    )  # fmt: skip
    return {
        "matrix": matrix.pk, "key": key.pk, "contract": key.contract_id, "key_draft": key_draft.pk,
        "contract_draft": key_draft.contract_id, "goal_file": goal_file.pk, "measured": measured.pk,
    finished = Opening.objects.create(
        kind="agreements",
        cycle=cycles.cycle(),
        day=TODAY,
        state="finished",
        total=5,
        done=5,
        asked_at=NOW,
        asked_by="Tri",
    )
    LeftOut.objects.create(opening=finished, employee=cast.dewi.employee, unit=cast.unit, reason="no_appraiser")
    at_work = Opening.objects.create(
        kind="agreements",
        cycle=cycles.cycle(),
        day=TODAY,
        state="running",
        total=9,
        done=4,
        asked_at=NOW,
        asked_by="Tri",
    )
    closed_period = cycles.quarter(1)
    type(closed_period).objects.filter(pk=closed_period.pk).update(state="closed")
    return {
        "year": cycles.cycle().pk, "closed_period": closed_period.pk, "opening": finished.pk,
        "running_opening": at_work.pk,
    return _objected(cast) | {
        **_grown(opened.agreement, cast),
    meeting = calibration.session(cast.office, cast.budi.employee, cast.citra.employee)
    rated = evaluation(post("Fajar", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated")
    member = calibration.member(meeting, rated)
    member.notes.create(author=cast.budi.employee, text="Tanyakan realisasi September.", written_at=NOW)
    silent = calibration.session(cast.unit, cast.budi.employee, state="pre_vote")
    achievement(cast.office)
    return {
        "session": meeting.pk, "member": member.pk, "silent": silent.pk,
        "placed": calibration.member(silent, rated).pk,
        "proposal": calibration.proposal(member, cast.citra.employee).pk,
        "people_file": people_file.pk, "running_file": running.pk, "unit": cast.unit.code, "code": received.document_code, "ani": cast.ani.employee.pk, "draft": draft.pk,
        "received": received.pk, "open": opened.pk, "above": above.pk, "force": opened.agreement_id, "published": published.pk,
        "survey": survey.pk, "period": cycles.quarter().pk, "result": opened.agreement.results.get().pk,
        "drafted": draft.results.first().pk, "indicator": draft.results.first().indicators.get().pk,
        "sample": planning.template(draft).pk, "proposed": proposed.pk,
        "budi": cast.budi.employee.pk, "team": Team.objects.create(unit=cast.unit, name="Tim", from_date=TODAY).pk,
        "eko": eko, "factor": with_app(cast.ani.account).pk, "token": link(cast.budi.account, "reset"),
        "email": link(cast.budi.account, "email", "budi@contoh.invalid"),
        "pack": published.result.rule_version[-10:],
    }  # fmt: skip


def _grown(plan, cast) -> dict:
    """Feedback, guidance and cases of Eko in the states whose pages are tried."""
    dewi = {"counsellor": cast.dewi.employee, "counsellor_kind": "independent"}
    viewed = growth.guidance(plan, plan.appraiser, "at_superior")
    growth.view(viewed)
    growth.competence(viewed)
    plan.feedback_dates.create(leader=plan.appraiser, due_on=TODAY)
    rows = {
        "entry": growth.feedback(
            planning.agreement(cast.ani.assignment, cast.budi.assignment, "replaced"), plan.appraiser
        ),
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
        "appointed": growth.case(plan, "appointed", document_code=None, **dewi),
        "held": growth.case(plan, "held", document_code=None, **dewi),
        "decided": growth.case(plan, "at_decision", document_code=None, **dewi),
    }
    return {name: row.pk for name, row in rows.items()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible(stage, cast, visit, sign_in, size, scheme):
    from conftest import Member
    from factories.people import AccountFactory

    eko = Member(AccountFactory(employee=stage["eko"].employee, name="Eko"), stage["eko"])
    clients = {name: sign_in(getattr(cast, name)) for name in ("ani", "budi", "citra", "dewi", "admin")}
    clients |= {"eko": sign_in(eko), "citizen": None}
    page_of = {name: visit("/", client=client, viewport=SIZES[size], scheme=scheme) for name, client in clients.items()}
    found = []
    for who, pattern in PAGES:
        path, page = pattern.format(**stage), page_of[who]
        page.goto(path)
        result = Axe().run(page)
        found += [(who, path, v["id"], v["nodes"][0]["target"]) for v in result.response["violations"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > SIZES[size]["width"]:
            found.append((who, path, "scrolls sideways", width))

    assert found == []
