"""Every route, every method, every actor, every relation to the thing: exactly what the table says, nothing else."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from conftest import NOW
from factories import calibration, cycles, goals, growth, objections, surveys
from factories.evaluation import achievement, document, evaluation
from factories.people import AccountFactory, AgencyFactory, post, unit
from factories.planning import (
    agreement,
    annex,
    attachment,
    dialogue,
    evidence,
    line,
    planned_result,
    step,
    table,
    template,
)
from house.closed_world import EVERYBODY, PUBLIC, TABLE
from house.test_routes import HUGE, address_of, routes
from sambayan.accounts.models import OpenSession
from sambayan.accounts.rules import Proof
from sambayan.common.actor import Role
from sambayan.cycles.models import CalendarDay, Cycle, EvaluationPeriod, Opening
from sambayan.notices.models import Notice
from sambayan.objections.models import ObjectionBundle
from sambayan.objections.rules import digest, manifest
from sambayan.people.models import (
    Assignment,
    Delegation,
    ImportRow,
    OrganisationUnit,
    PeopleImport,
    Repair,
    RoleGrant,
    Team,
)
from sambayan.planning.models import GoalFile
from sambayan.planning.queries.goals import WORDS
from sambayan.policies.models import SettingValue
from sambayan.surveys.models import AnswerImport

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SUBJECTS = ("ani", "far")
EMPTY = manifest({}, [])
OF_NOBODY = ("nothing", "period", "setting", "pack", "value", "template", "goals template")
UNIT_ADMIN = (Role.PERFORMANCE_ADMIN, "lpg/bapenda/")
GRANTED = {
    "unit_admin": UNIT_ADMIN, "agency_admin": (Role.PERFORMANCE_ADMIN, "lpg/"),
    "foreign_admin": (Role.PERFORMANCE_ADMIN, "kota/"), "bkd": (Role.PERFORMANCE_ADMIN, ""), "partner": (Role.PARTNER_COORDINATOR, ""),
    "enumerator": (Role.ENUMERATOR, ""), "inspector": (Role.INSPECTOR, ""),
    "dpo": (Role.DATA_PROTECTION_OFFICER, ""), "editor": (Role.CONTENT_EDITOR, ""), "sysadmin": (Role.SYSTEM_ADMIN, ""),
}  # fmt: skip


@dataclass
class World:
    """Two agencies, everybody in them, and something of everything about Ani and about Far."""

    posts: dict[str, Assignment] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    things: dict[str, dict] = field(default_factory=dict)

    def employ(self, name: str, path: str, *, head: bool = False) -> None:
        self.posts[name] = post(name.title(), path, head=head)
        self.enter(name, AccountFactory(name=name.title(), employee=self.posts[name].employee))

    def enter(self, name: str, account) -> None:
        client = Client()
        client.force_login(account)
        session = client.session
        Proof(second_factor=True, at=NOW.timestamp()).keep(session)
        session.save()
        self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def visit(self, name: str, method: str, address: str):
        """The answer to one request of an actor, in a browser of its own."""
        client = Client(raise_request_exception=False)
        if name in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client.generic(method, address)


def _agency_of_its_own(path: str) -> None:
    other = AgencyFactory(code="5971", name="Pemerintah Kota Contoh")
    OrganisationUnit.objects.filter(path__startswith=path).update(agency=other)


def _things(world: World, own: str, appraiser: str) -> dict:
    """Something of every kind about one person."""
    mine, above = world.posts[own], world.posts[appraiser]
    where = mine.position.unit
    rated = evaluation(mine, above, superior=world.posts["citra"] if own == "ani" else None)
    earlier = evaluation(mine, above, "received", cycles.quarter(2))
    document(earlier)
    objected = _objected(world, own, evaluation(mine, above, "received", cycles.quarter(1)))
    plan = annex(rated.agreement)
    plan.revises = agreement(mine, above, "replaced")
    plan.save()
    dialogue(plan, above)
    agreement(mine, above, "in_force", 1, cycle=cycles.cycle(2025))
    result = plan.results.first() or planned_result(plan)
    service = surveys.service(f"layanan-{own}", where.path)
    since = date(2026, 1, 1)
    survey = surveys.survey(service)
    holder = AccountFactory(name=f"Pemegang {own}")
    link = evidence(result)
    attached = attachment(link.documentation)
    objected.files.add(attached.file)
    meeting = calibration.session(where, above.employee, world.posts["dewi"].employee)
    member = calibration.member(meeting, rated)
    return {
        "step": step(result),
        "entry": link.documentation,
        "piece": link,
        "attachment": attached,
        "line": line(mine.employee, date(2026, 10, 7)),
        "table": table(rated.agreement),
        "post": mine,
        "head": above,
        "unit": where,
        "evaluation": rated,
        "earlier": earlier,
        "objection": objected,
        "bundle": ObjectionBundle.objects.create(
            objection=objected,
            kind="decided",
            content={"manifest.json": EMPTY.decode()},
            manifest_hash=digest(EMPTY),
            frozen_at=NOW,
        ),
        "agreement": rated.agreement,
        "result": result,
        "indicator": result.indicators.get(),
        "plan template": template(plan, f"Contoh {own}"),
        "service": service,
        "survey": survey,
        "session": meeting,
        "member": member,
        "proposal": calibration.proposal(member, world.posts["dewi"].employee, result="above"),
        "value": SettingValue.objects.create(
            name="reason_min_length", value="40", valid_from=date(2027, 1, 1), reason="x", source="x", mark="D",
            set_at=NOW, set_by="x",
        ),
        "frozen": surveys.published(service, surveys.mixed(40)),
        "answers": AnswerImport.objects.create(
            survey=survey, filename="a.csv", fingerprint="x", order="list", state="previewed", rows=[[3] * 9], problems=[],
            notes=[], uploaded_by="Sari", uploaded_at=NOW,
        ),
        "notice": Notice.objects.create(
            recipient=mine.employee, event="evaluation.hand_over", about=own, text="x", url="/home/", created_at=NOW
        ),
        "delegation": Delegation.objects.create(
            giver=above.employee, receiver=world.posts["dewi"].employee, kind="appraise", unit=unit(f"{where.path}x{own}/"),
            from_date=since, reason="Surat",
        ),
        "outcome": EvaluationPeriod.objects.create(
            cycle=Cycle.objects.create(agency=where.agency, year=2024), kind="yearly", number=1, from_date=date(2024, 1, 1),
            to_date=date(2024, 12, 31), window_from=date(2024, 12, 20), window_to=date(2025, 1, 31),
        ),
        "holiday": CalendarDay.objects.create(
            unit=where, day=since, kind="holiday", name="Hari jadi", basis="Pergub"
        ),
        "team": Team.objects.create(unit=where, name="Tim", from_date=since),
        "unit role": RoleGrant.objects.create(account=holder, role=Role.PERFORMANCE_ADMIN, unit=where, from_date=since),
        "import": PeopleImport.objects.create(
            agency=where.agency, kind="people", state="ready", filename="a.csv", fingerprint=own, uploaded_at=NOW,
            uploaded_by=mine.employee.account,
        ),
        "repair": Repair.objects.create(
            kind="number_mismatch", owner="personnel_agency", employee=mine.employee, unit=where, since=since, detail="sex|"
        ),
        "without account": post(f"Baru {own}", where.path).employee,
        "open session": OpenSession.objects.create(
            account=mine.employee.account, session_key=f"key-{own}", started_at=NOW, last_used_at=NOW
        ),
        **_goals_of(mine, above, world.posts["dewi"]),
        "factor": Authenticator.objects.create(user=mine.employee.account, type="totp", data={}),
        **_year(where.agency),
        "inspecting role": RoleGrant.objects.create(account=holder, role=Role.INSPECTOR, unit=where, from_date=since),
        **_grown(world, rated.agreement, own),
    }  # fmt: skip


def _grown(world: World, plan, own: str) -> dict:
    """Feedback, guidance and a case; for Ani a colleague gives feedback and Citra stands above, for Far his head does."""
    above = world.posts["citra"].employee if own == "ani" else None
    giver = world.posts["eni" if own == "ani" else "far_head"].employee
    signed = {"superior": above, "employee_signed_at": NOW, "guide_signed_at": NOW, "held_on": NOW.date()}
    viewed = growth.guidance(plan, plan.appraiser, "evaluated", superior=above)
    growth.view(viewed)
    growth.competence(viewed)
    return {
        "colleague": world.posts["eni"].employee,
        "feedback": growth.feedback(plan, giver, recorded_at=NOW, superior=above),
        "date": plan.feedback_dates.create(leader=plan.appraiser, due_on=date(2026, 11, 1)),
        "guidance": growth.guidance(plan, plan.appraiser, superior=above, held_on=NOW.date()),
        "signed": growth.guidance(plan, plan.appraiser, "recorded", **signed),
        "mentoring": growth.guidance(plan, world.posts["dewi"].employee, "prepared", "mentoring", **signed),
        "viewed": viewed,
        "case": growth.case(
            plan, "reported", superior=above, counsellor=world.posts["dewi"].employee, counsellor_kind="independent",
            scheduled_for=NOW, place="Ruang 3",
        ),
    }  # fmt: skip


def _goals_of(mine, above, consenting) -> dict:
    """The contract of somebody's unit with an indicator and a file, and its matrix with a row that needs consent."""
    matrix = goals.matrix(above)
    indicator = matrix.columns.get().indicator
    return {
        "contract": indicator.contract, "key indicator": indicator, "matrix": matrix,
        "matrix row": goals.row(matrix, mine, appraiser=consenting.employee),
        "goal file": GoalFile.objects.create(
            contract=indicator.contract, filename="iku.csv", fingerprint="x", uploaded_by="x", uploaded_at=NOW,
            rows=[{"number": "9", "words": {**dict.fromkeys(WORDS, ""), "name": "x", "parent": ""}}],
        ),
    }  # fmt: skip


def _year(agency) -> dict:
    """A year of the agency apart from the one that is evaluated, with a period and an opening."""
    year, _is_new = Cycle.objects.update_or_create(agency=agency, year=2025, defaults={"state": "open"})
    Cycle.objects.get_or_create(agency=agency, year=2026, defaults={"state": "open"})
    span = EvaluationPeriod.objects.create(
        cycle=year, kind="quarterly", number=4, from_date=date(2025, 10, 1), to_date=date(2025, 12, 31),
        window_from=date(2025, 12, 17), window_to=date(2026, 1, 10), state="open",
    )  # fmt: skip
    opening = Opening.objects.create(
        kind="agreements", cycle=year, day=date(2025, 1, 2), state="finished", asked_at=NOW, asked_by="Tri"
    )
    return {"cycle": year, "span": span, "opening": opening}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once for all rows; what a row changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        made = World()
        unit("kota/dinkes/")
        unit("kota/kepegawaian/")
        _agency_of_its_own("kota/")
        for root in ("lpg/", "kota/"):
            post("Kepala daerah", root, head=True)
        for name, path, head in (
            ("citra", "lpg/bapenda/", True), ("budi", "lpg/bapenda/samsat/", True), ("ani", "lpg/bapenda/samsat/", False),
            ("eni", "lpg/bapenda/samsat/", False), ("dewi", "lpg/dinsos/", False), ("far_head", "kota/dinkes/", True),
            ("far", "kota/dinkes/", False),
        ):  # fmt: skip
            made.employ(name, path, head=head)
        homes = {"unit_admin": "lpg/bapenda/samsat/", "agency_admin": "lpg/bkd/", "foreign_admin": "kota/kepegawaian/"}
        for name, (role, path) in GRANTED.items():
            if name in homes:
                made.employ(name, homes[name])
                account = made.posts[name].employee.account
            else:
                account = AccountFactory(name=name)
                made.enter(name, account)
            where = unit(path) if path else None
            RoleGrant.objects.create(account=account, role=role, unit=where, from_date=date(2026, 1, 1))
        made.things = {"ani": _things(made, "ani", "budi"), "far": _things(made, "far", "far_head")}
        yield made
        transaction.set_rollback(True)


def _objected(world: World, own: str, about):
    """An objection that the one above the appraiser decides; for Far that is somebody who never signs in."""
    above = world.posts["citra"] if own == "ani" else Assignment.objects.get(position__unit__path="kota/")
    type(about).objects.filter(pk=about.pk).update(superior=above.employee)
    about.refresh_from_db()
    return objections.objection(about)


STATEFUL = {
    "agreement": "agreement", "result": "agreement", "desk": "agreement", "planned": "agreement",
    "step": "agreement", "entry": "agreement", "piece": "agreement", "attachment": "agreement",
    "table": "agreement", "evaluation": "evaluation", "survey": "survey", "frozen": "frozen",
    "objection": "objection", "objected": "objection", "bundle": "objection", "contract": "contract", "key indicator": "contract",
    "goal file": "contract", "bound indicator": "agreement", "cycle": "cycle", "span": "span", "opening": "opening",
    "feedback": "feedback", "guidance": "guidance", "signed": "signed", "mentoring": "mentoring", "case": "case",
    "indicator": "agreement",
}  # fmt: skip


def _address(route: str, thing: str, of: dict) -> str:
    """The address of a route for one person's thing, after bringing it into the state the row names."""
    route, kind, state = route.partition(" ")[0], *thing.partition(" ")[::2]
    for words in ("key indicator", "goal file", "bound indicator"):
        if thing.startswith(words):
            kind, state = words, thing.removeprefix(words).strip()
    if thing == "nothing":
        return reverse(route)
    if kind in ("session", "member", "proposal"):
        _convene(of, state)
    if kind in STATEFUL and state and state not in ("of another period", "and colleague", "and quarter"):
        _bring(of[STATEFUL[kind]], state)
    keys = {
        "employee": lambda: [of["post"].employee_id], "head": lambda: [of["head"].employee_id],
        "assignment": lambda: [of["post"].pk], "period": lambda: [cycles.quarter().pk],
        "unit": lambda: [of["unit"].code], "agency": lambda: [of["unit"].path.split("/")[0]],
        "service": lambda: [of["service"].code],
        "objected": lambda: [of["objection"].pk, of["attachment"].file_id],
        "desk": lambda: [of["agreement"].pk, cycles.quarter().pk],
        "planned": lambda: [of["result"].pk, cycles.quarter().pk],
    }  # fmt: skip
    if thing in ("setting", "pack"):
        return reverse(
            route, args=["reason_min_length" if thing == "setting" else of["frozen"].result.rule_version[-10:]]
        )
    if thing == "goals template":
        return reverse(route, args=["csv"])
    if thing == "top unit":
        return reverse(route, args=[of["unit"].path.split("/")[0]])
    if thing == "matrix cell":
        return reverse(route, args=[of["matrix row"].pk, of["matrix"].columns.get().pk])
    if kind == "bound indicator":
        return reverse(route, args=[of["result"].indicators.first().pk])
    if thing == "template":
        return reverse(route, args=["people", "csv"])
    if "import" in thing:
        return reverse(route, args=[_file(of["import"], thing).pk])
    if thing == "history of a person":
        return reverse(route, args=["person", of["post"].employee_id])
    if thing == "figures":
        return reverse(route, args=[of["unit"].code, 2026, "csv"])
    if thing == "agreement and colleague":
        return reverse(route, args=[of["agreement"].pk, of["colleague"].pk])
    if thing == "agreement and quarter":
        return reverse(route, args=[of["agreement"].pk, cycles.quarter().pk])
    if thing == "unit and period":
        return reverse(route, args=[of["unit"].code, cycles.quarter().pk])
    if thing == "document of another period":
        return reverse(route, args=[of["earlier"].pk, of["earlier"].document_code])
    if thing == "unit without session":
        _convene(of, "closed")
        return reverse(route, args=[of["unit"].code, cycles.quarter().pk])
    if thing == "evaluation of another period":
        return reverse(route, args=[of["earlier"].pk])
    if thing in ("unit role", "inspecting role", "open session", "without account", "matrix row", "plan template"):
        return reverse(route, args=[of[thing].pk])
    return reverse(route, args=keys[kind]() if kind in keys else [of[kind].pk])


def _convene(of: dict, state: str) -> None:
    """The session in this state, about somebody who is rated and whose proposal fits."""
    _bring(of["evaluation"], "rated")
    closed = NOW if state == "closed" else None
    type(of["session"]).objects.filter(pk=of["session"].pk).update(state=state, closed_at=closed)
    type(of["proposal"]).objects.filter(pk=of["proposal"].pk).update(from_result="meets", from_behaviour="meets")


def _file(row: PeopleImport, thing: str) -> PeopleImport:
    """A file with a difference, as far as the row of the table says."""
    change = "unchanged" if thing == "applied import" else "changed"
    ImportRow.objects.create(source=row, row=2, change=change, key="x", name="x")
    state = {"import being applied": "applying", "applied import": "applied"}.get(thing, "ready")
    long_ago = NOW - timedelta(hours=1)
    PeopleImport.objects.filter(pk=row.pk).update(state=state, applied_at=long_ago, started_at=long_ago)
    return row


def _bring_objection(row, state: str) -> None:
    """An objection in a state; `heard` is one in examination that can be decided, `orphan` one that nobody decides."""
    heard = "" if state == "in_examination" else "explained"
    fresh = {"lodged_at": NOW, "decided_at": NOW, "decision_reason": "x", "recommendation": "x",
             "appraiser_heard": heard, "employee_heard": heard}  # fmt: skip
    if state == "changed":
        fresh["decision_document"] = objections.document(row.evaluation, "D.1.3")
    if state == "orphan":
        fresh["superior"] = None
    fresh["state"] = {"heard": "in_examination", "orphan": "lodged"}.get(state, state)
    type(row).objects.filter(pk=row.pk).update(**fresh)
    about = "received" if fresh["state"] in ("draft", "refused_late") else "objected"
    type(row.evaluation).objects.filter(pk=row.evaluation_id).update(state=about)


def _bring(row, state: str) -> None:
    if type(row).__name__ == "Objection":
        _bring_objection(row, state)
        return
    fresh = {"state": state}
    if type(row).__name__ == "PerformanceEvaluation" and state != "open":
        fresh |= {
            "predicate": "good", "result_rating": "meets", "behaviour_rating": "meets", "result_reason": "x",
            "behaviour_reason": "x", "evaluation_note": "x", "rated_at": NOW,
        }  # fmt: skip
        if state != "rated":
            code = f"CW{row.employee_id:06}"
            fresh |= {
                "signed_at": NOW, "document_code": code, "organisation_predicate": "good", "handed_over_at": NOW,
                "received_at": NOW,
            }  # fmt: skip
            if state == "with_superior":
                fresh |= {"signed_at": None, "document_code": None}
                achievement(row.appraiser_unit)
        else:
            achievement(row.appraiser_unit)
    if state == "set":
        fresh["set_at"] = NOW
    if state == "published":
        fresh["published_at"] = NOW
    type(row).objects.filter(pk=row.pk).update(**fresh)


def _outcome(answer) -> str:
    answer.close()
    if answer.status_code == 302 and answer.url.startswith(f"{reverse('accounts:sign_in')}?next="):
        return "sign in"
    if answer.status_code >= 500:
        return "broken"
    return {403: "no", 404: "not found", 405: "no method"}.get(answer.status_code, "yes")


def _rows():
    return [pytest.param(*row, id=f"{row[0]}-{row[1]}".replace(" ", "_")) for row in TABLE]


@pytest.mark.slow  # sixteen actors visit two people's things with every method
@pytest.mark.parametrize(("route", "thing", "ani", "far"), _rows())
def test_only_those_in_the_table_may(world, monkeypatch, route, thing, ani, far):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    expected = {"ani": set(ani.split()), "far": set(far.split())}
    found, wanted = {}, {}
    for subject in SUBJECTS[: 1 if thing in OF_NOBODY else 2]:
        with transaction.atomic():
            address = _address(route, thing, world.things[subject])
            for name in (*world.sessions, "citizen"):
                for method in _methods(route):
                    with transaction.atomic():
                        answer = world.visit(name, method, address)
                        transaction.set_rollback(True)
                    found[subject, name, method] = _outcome(answer)
                    may = "yes" if name in expected[subject] else "no"
                    wanted[subject, name, method] = "sign in" if name == "citizen" else may
            transaction.set_rollback(True)
    assert {key: value for key, value in found.items() if wanted[key] != value} == {}


def _methods(row: str) -> list[str]:
    """All methods of the route, or the one the row names behind it."""
    route, _, only = row.partition(" ")
    if only:
        return [only]
    declared = next(each.callback.methods for each in routes() if _name(each) == route)
    return [method for method in declared if method != "HEAD"]


def _name(route) -> str:
    """`room:name`; the room is where the view lives."""
    parts = route.callback.__module__.split(".")
    room = parts[2] if parts[1] == "integrations" else parts[1]
    return route.name if room == "common" else f"{room}:{route.name}"


def test_every_route_stands_in_the_table():
    assert {_name(route) for route in routes()} == PUBLIC | {row[0].partition(" ")[0] for row in TABLE}


def test_every_actor_is_somebody(world):
    assert set(world.sessions) == set(EVERYBODY.split())


@pytest.mark.parametrize("route", routes(), ids=lambda route: str(route.pattern) or "/")
def test_another_method_is_refused_before_anything_is_looked_up(world, route):
    others = {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(route.callback.methods)

    address = address_of(route).replace(HUGE, "1")
    answers = {method: world.visit("sysadmin", method, address).status_code for method in others}

    assert set(answers.values()) == {405}
