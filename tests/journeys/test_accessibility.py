"""Zero accessibility violations on every page, light and dark, on a phone and at a desk; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.conftest import with_app
from journeys.stage import everything
from sambayan.accounts.queries import link

SIZES = {
    "phone": {"width": 360, "height": 740},
    "tablet": {"width": 768, "height": 1024},
    "desk": {"width": 1280, "height": 900},
}
LOOKS = {"phone": ("light", "dark"), "tablet": (), "desk": ("light", "dark")}
"""In which schemes the checker looks at a page of each size; between phone and desk only the width is measured."""
PARTS = 4
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SETTLED = """() => new Promise(done => requestAnimationFrame(() => {
    document.getAnimations().forEach(each => each.cancel()); requestAnimationFrame(done);
}))"""
MAY_BE_MISSING = {"/tidak-ada/", "/set-password/x/", "/s/tutup/"}
PAGES = (
    ("citizen", "/"), ("citizen", "/units/"), ("citizen", "/units/{unit}/"), ("citizen", "/method/"),
    ("citizen", "/about/"), ("citizen", "/s/demo/"), ("citizen", "/s/tutup/"), ("citizen", "/receipt/"),
    ("citizen", "/sign-in/"), ("citizen", "/components/"), ("citizen", "/verify/{code}/"), ("citizen", "/tidak-ada/"),
    ("citizen", "/forgot-password/"), ("citizen", "/set-password/{token}/"), ("citizen", "/set-password/x/"),
    ("citizen", "/confirm-email/{email}/"), ("ani", "/account/"), ("ani", "/account/confirm-password/"),
    ("ani", "/account/change-password/"), ("ani", "/account/change-email/"), ("ani", "/account/add-second-factor/"),
    ("ani", "/account/add-app/"), ("ani", "/account/add-passkey/"), ("ani", "/account/recovery-codes/"),
    ("ani", "/account/factors/{factor}/remove/"), ("admin", "/people/{ani}/account/"),
    ("admin", "/people/{ani}/reset-password/"), ("ani", "/home/"), ("ani", "/places/"), ("admin", "/places/"),
    ("ani", "/notices/"),
    ("ani", "/notices/preferences/"), ("admin", "/notices/mails/"), ("ani", "/people/"), ("ani", "/people/{ani}/"),
    ("ani", "/agreements/"), ("ani", "/agreements/{draft}/"), ("ani", "/agreements/{draft}/add-result/"),
    ("ani", "/agreements/{draft}/write-expectations/"), ("ani", "/evaluations/{received}/explain/"),
    ("ani", "/evaluations/{received}/"), ("dewi", "/agreements/start/"),
    ("budi", "/home/"), ("budi", "/evaluations/"), ("budi", "/evaluations/{open}/rate/"),
    ("budi", "/agreements/{force}/"), ("budi", "/services/"), ("budi", "/services/demo/"),
    ("eko", "/planned-results/{result}/document/"), ("citra", "/evaluations/set-achievement/{unit}/{period}/"),
    ("admin", "/surveys/{published}/"), ("admin", "/surveys/{survey}/upload/"), ("admin", "/record/"),
    ("admin", "/record/history/agreement/{force}/"), ("citizen", "/record/checkpoints/"), ("ani", "/settings/"),
    ("ani", "/settings/packs/{pack}/"), ("admin", "/settings/reason_min_length/"), ("admin", "/settings/cost_mode/"),
    ("ani", "/organisation/"), ("ani", "/organisation/?open=samsat"), ("ani", "/organisation/?q=unit"),
    ("ani", "/organisation/{unit}/"), ("admin", "/organisation/{unit}/"), ("admin", "/organisation/{unit}/found/"),
    ("admin", "/organisation/{unit}/rename/"), ("admin", "/organisation/{unit}/move/?q=unit"),
    ("admin", "/organisation/{unit}/merge/"), ("admin", "/organisation/{unit}/close-unit/"),
    ("admin", "/people/?unit=bapenda"), ("admin", "/repairs/"), ("admin", "/roles/"), ("admin", "/roles/grant/"),
    ("ani", "/people/{ani}/looks/"), ("admin", "/people/{ani}/"), ("admin", "/people/{ani}/correct/"),
    ("admin", "/people/{ani}/assign/"), ("admin", "/people/{ani}/record-absence/"),
    ("ani", "/people/{ani}/correct-contact/"), ("budi", "/people/{budi}/delegate-drafting/"),
    ("budi", "/people/{budi}/delegate-appraising/"), ("admin", "/organisation/{unit}/employ/"),
    ("budi", "/organisation/{unit}/form-team/"), ("budi", "/teams/{team}/"), ("budi", "/teams/{team}/join/"),
    ("admin", "/people/imports/"), ("admin", "/people/imports/upload/"), ("admin", "/people/imports/{people_file}/"),
    ("admin", "/people/imports/{running_file}/"), ("ani", "/agreements/{draft}/shape/"),
    ("ani", "/agreements/{draft}/write-annex/"), ("ani", "/agreements/{draft}/link-results/"),
    ("ani", "/agreements/{draft}/use-template/"), ("ani", "/agreements/{draft}/compare/"),
    ("ani", "/planned-results/{drafted}/change/"), ("ani", "/planned-results/{drafted}/add-indicator/"),
    ("ani", "/indicators/{indicator}/change/"), ("ani", "/indicators/{indicator}/write-manual/"),
    ("budi", "/agreements/{force}/add-expectation/"), ("budi", "/agreements/{force}/make-template/"),
    ("budi", "/agreements/assign-result/"), ("budi", "/agreements/templates/"),
    ("admin", "/agreements/templates/{sample}/"), ("budi", "/planned-results/{result}/take-over/"),
    ("citra", "/agreements/{proposed}/"), ("ani", "/goals/"), ("budi", "/goals/tree/"),
    ("admin", "/goals/lpg/write-strategy/"), ("admin", "/goals/dinsos/draft-contract/"),
    ("citra", "/goals/bapenda/open-matrix/"), ("budi", "/teams/{team}/open-matrix/"),
    ("ani", "/contracts/{contract}/"), ("citra", "/contracts/{contract_draft}/"),
    ("citra", "/contracts/{contract_draft}/add-key/"), ("citra", "/contracts/{contract_draft}/upload-goals/"),
    ("citra", "/key-indicators/{key_draft}/change-key/"), ("ani", "/key-indicators/{key}/"),
    ("budi", "/key-indicators/{key}/bind-key/"), ("citra", "/goal-files/{goal_file}/"),
    ("budi", "/matrices/{matrix}/"), ("ani", "/matrices/{matrix}/"), ("eko", "/planned-results/{result}/line/"),
    ("budi", "/agreements/{force}/live/"), ("budi", "/individual-indicators/{measured}/bind/"),
    ("eko", "/agreements/{force}/doing/{period}/"), ("budi", "/agreements/{force}/doing/{period}/"),
    ("eko", "/planned-results/{result}/plan-action/{period}/"), ("eko", "/actions/{step}/change/"),
    ("budi", "/actions/{step}/comment/"), ("eko", "/documentation/{entry}/correct/"),
    ("eko", "/documentation/{entry}/attach/"), ("budi", "/agreements/{force}/monitor/"),
    ("budi", "/agreements/team-doing/"), ("eko", "/agreements/{force}/doing/{period}/log/"),
    ("budi", "/agreements/{force}/doing/{period}/log/"), ("eko", "/log/{line}/change/"),
    ("eko", "/agreements/{force}/upload-log/"), ("eko", "/log-files/{table}/"),
    ("eko", "/log-files/{table}/?day=0&text=0"), ("ani", "/feedback/"), ("ani", "/feedback/find/?q=unit"),
    ("budi", "/feedback/dates/"), ("ani", "/feedback/{told_entry}/"), ("budi", "/feedback/{draft_entry}/rewrite/"),
    ("budi", "/agreements/{force}/feedback/"), ("budi", "/agreements/{force}/feedback/write/"),
    ("admin", "/agreements/{force}/feedback/write/"), ("budi", "/agreements/{force}/feedback/strengths/"),
    ("eko", "/agreements/{force}/feedback/request/{budi}/"), ("ani", "/guidance/"), ("eko", "/guidance/{coaching}/"),
    ("eko", "/guidance/{coaching}/prepare/"), ("eko", "/guidance/{mentoring}/prepare/"),
    ("budi", "/guidance/{ready}/log-session/"), ("budi", "/guidance/{ready}/hold-guidance/"),
    ("eko", "/guidance/{signed}/give-view/"), ("budi", "/guidance/{signed}/evaluate-competence/"),
    ("eko", "/guidance/{viewed}/view/"), ("admin", "/guidance/{viewed}/decide-follow-up/"),
    ("budi", "/agreements/{force}/propose-guidance/"), ("budi", "/agreements/{force}/note-problem/"),
    ("budi", "/counselling/"), ("admin", "/counselling/{case}/"), ("budi", "/counselling/{noted}/communicate/"),
    ("budi", "/counselling/{told}/report-problem/"), ("admin", "/counselling/{selected}/appoint-counsellor/"),
    ("dewi", "/counselling/{appointed}/schedule/"), ("dewi", "/counselling/{held}/sign-counselling/"),
    ("admin", "/counselling/{decided}/decide-counselling/"), ("citra", "/evaluations/{above}/rate-as-superior/"),
    ("citra", "/evaluations/{above}/"), ("citra", "/evaluations/progress/"), ("admin", "/evaluations/late/"),
    ("admin", "/evaluations/?unit=samsat&state=open"), ("eko", "/evaluations/{open}/assess-self/"),
    ("eko", "/evaluations/{open}/reply-to-citizens/"), ("admin", "/evaluations/{open}/pass-to-superior/"),
    ("admin", "/evaluations/{above}/pass-upwards/"), ("citra", "/calibrations/"),
    ("citra", "/calibrations/{session}/"), ("citra", "/calibrations/{session}/?view=list"),
    ("citra", "/calibrations/people/{member}/"), ("citra", "/calibrations/people/{member}/propose/?to=below-meets"),
    ("citra", "/calibrations/{session}/invite/"), ("budi", "/calibrations/{silent}/"),
    ("budi", "/calibrations/people/{placed}/"), ("budi", "/calibrations/proposals/{proposal}/accept/"),
    ("budi", "/calibrations/proposals/{proposal}/decline/"), ("ani", "/calendar/"),
    ("admin", "/calendar/?unit=samsat"), ("admin", "/calendar/{root}/set-day/"),
    ("admin", "/calendar/{root}/set-week/"), ("admin", "/calendar/days/{calendar_day}/remove-day/"),
    ("admin", "/outcomes/"), ("admin", "/outcomes/discipline/"), ("admin", "/outcomes/{period}/"),
    ("admin", "/outcomes/{period}/differences/"), ("admin", "/outcomes/{period}/nine-box/?box=5"),
    ("admin", "/outcomes/{root}/upload-national/"), ("admin", "/outcomes/{root}/upload-potential/"),
    ("citra", "/clocks/"), ("admin", "/clocks/?kind=rating"), ("admin", "/objections/"),
    ("admin", "/objections/statistics/"), ("ani", "/evaluations/{received}/objection/draft/"),
    ("ani", "/objections/{written}/lodge/"), ("citra", "/objections/{late}/admit/"),
    ("citra", "/objections/{heard}/"), ("citra", "/objections/{heard}/uphold/"),
    ("citra", "/objections/{heard}/change/"), ("citra", "/objections/{asked}/record-refusal-to-explain/"),
    ("budi", "/objections/{asked}/explain/"), ("ani", "/objections/{changed}/"),
    ("admin", "/objections/{orphan}/appoint-decider/"), ("admin", "/years/"), ("admin", "/years/create/"),
    ("admin", "/years/{year}/"), ("admin", "/years/{year}/close/"), ("admin", "/periods/{period}/close-period/"),
    ("admin", "/periods/{period}/set-window/"), ("admin", "/periods/{closed_period}/reopen-period/"),
    ("admin", "/openings/{opening}/"), ("admin", "/openings/{running_opening}/"), ("admin", "/moves/"),
)  # fmt: skip


@pytest.fixture
def stage(cast, today):
    """The keys that stand in the addresses above."""
    return everything(cast) | {"factor": with_app(cast.ani.account).pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible(stage, cast, visit, sign_in, size, part):
    from conftest import Member
    from factories.people import AccountFactory

    eko = Member(AccountFactory(employee=stage["eko"].employee, name="Eko"), stage["eko"])
    clients = {name: sign_in(getattr(cast, name)) for name in ("ani", "budi", "citra", "dewi", "admin")}
    clients |= {"eko": sign_in(eko), "citizen": None}
    budi = cast.budi.account
    budi.refresh_from_db()
    stage |= {"token": link(budi, "reset"), "email": link(budi, "email", "budi@contoh.invalid")}
    page_of = {name: visit("/", client=client, viewport=SIZES[size]) for name, client in clients.items()}
    found = []
    for who, pattern in PAGES[part::PARTS]:
        path, page = pattern.format(**stage), page_of[who]
        answer = page.goto(path)
        if answer.status >= 400 and path not in MAY_BE_MISSING:
            found.append((who, path, answer.status))
        for number, scheme in enumerate(LOOKS[size]):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLED)  # a colour still changing is not the colour of the page
            result = Axe().run(page, options=CONTRAST if number else None)
            found += [(who, path, scheme, v["id"], v["nodes"][0]["target"]) for v in result.response["violations"]]
        page.emulate_media(color_scheme="light")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > SIZES[size]["width"]:
            found.append((who, path, "scrolls sideways", width))

    assert [str(each) for each in found] == []
