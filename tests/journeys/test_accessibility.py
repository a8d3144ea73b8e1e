"""Zero accessibility violations on every page, light and dark, on a phone and at a desk; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.conftest import with_app
from conftest import NOW, TODAY
from factories import calibration, cycles, imports, planning, surveys
from factories.evaluation import achievement, evaluation
from factories.people import post
from sambayan.accounts.queries import link
from sambayan.people.actions import desk
from sambayan.people.models import Team

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
    ("ani", "/agreements/{draft}/write-expectations/"), ("ani", "/evaluations/{received}/explain/"),
    ("ani", "/evaluations/{received}/"), ("dewi", "/agreements/start/"), ("dewi", "/people/{ani}/"),
    ("budi", "/home/"), ("budi", "/evaluations/"), ("budi", "/evaluations/{open}/rate/"),
    ("budi", "/agreements/{force}/"), ("budi", "/services/"), ("budi", "/services/demo/"),
    ("eko", "/planned-results/{result}/document/"),
    ("citra", "/evaluations/set-achievement/{unit}/{period}/"),
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
    ("admin", "/repairs/"), ("admin", "/roles/"), ("admin", "/roles/grant/"), ("ani", "/people/{ani}/looks/"),
    ("admin", "/people/{ani}/"), ("admin", "/people/{ani}/correct/"), ("admin", "/people/{ani}/assign/"),
    ("admin", "/people/{ani}/record-absence/"), ("ani", "/people/{ani}/correct-contact/"),
    ("budi", "/people/{budi}/delegate-drafting/"), ("budi", "/people/{budi}/delegate-appraising/"),
    ("admin", "/organisation/{unit}/employ/"), ("budi", "/organisation/{unit}/form-team/"), ("budi", "/teams/{team}/"),
    ("budi", "/teams/{team}/join/"),
    ("admin", "/people/imports/"), ("admin", "/people/imports/upload/"), ("admin", "/people/imports/{people_file}/"),
    ("admin", "/people/imports/{running_file}/"), ("admin", "/surveys/{published}/"), ("admin", "/surveys/{survey}/upload/"), ("admin", "/record/"),
)  # fmt: skip


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
    planning.agreement(cast.budi.assignment, cast.citra.assignment, "proposed", results=2)
    desk.inspect(by=None, at=NOW)
    lines = imports.people_file(imports.person(1), imports.person(2, unit="entah"))
    people_file = imports.sent(cast.admin, lines, at=NOW)
    running = imports.sent(cast.admin, lines, at=NOW)
    type(running).objects.filter(pk=running.pk).update(state="reading", total=10, done=4)
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
        "received": received.pk, "open": opened.pk, "force": opened.agreement_id, "published": published.pk,
        "survey": survey.pk, "period": cycles.quarter().pk, "result": opened.agreement.results.get().pk,
        "budi": cast.budi.employee.pk, "team": Team.objects.create(unit=cast.unit, name="Tim", from_date=TODAY).pk,
        "eko": eko, "factor": with_app(cast.ani.account).pk, "token": link(cast.budi.account, "reset"),
        "email": link(cast.budi.account, "email", "budi@contoh.invalid"),
        "pack": published.result.rule_version[-10:],
    }  # fmt: skip


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
