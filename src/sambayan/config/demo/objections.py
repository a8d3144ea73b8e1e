"""Objections of the demo, one in every state, made by the verbs themselves: record, clocks and files are real."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sambayan.audit.actions import record
from sambayan.common.verification import new_code
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.cycles.models import Clock
from sambayan.evaluation.actions.objected import NewRating
from sambayan.evaluation.models import EvaluationDocument, OrganisationAchievement, PerformanceEvaluation
from sambayan.evaluation.queries import document_content
from sambayan.evaluation.rules import EvaluationState, FormCode, Rating, predicate
from sambayan.objections import actions, queries
from sambayan.objections.models import Objection
from sambayan.planning.actions.files import Upload
from sambayan.planning.rules.files import BY_ENDING

_RECEIVED, _OPEN = EvaluationState.RECEIVED.value, EvaluationState.OPEN.value
_VERBS = ("rate", "sign", "hand_over", "confirm_receipt")
_STATES = ("open", "rated", "signed", "handed_over", "received")


@dataclass
class _Chosen:
    """Evaluations of the demo, each used once."""

    stage: Stage
    rows: list[PerformanceEvaluation]

    def take(self, back: int, state: str, *, under: str = "", persona: str = "") -> PerformanceEvaluation | None:
        """The first one of that quarter (1 is the latest) in this state, of a persona or below an office."""
        period = self.stage.periods[self.stage.line.evaluated[-back]]
        heads = {holder.employee.pk for holder in self.stage.heads.values()}
        cast = {holder.employee.pk: slug for slug, holder in self.stage.by_persona.items()}
        for place, row in enumerate(self.rows):
            slug = cast.get(row.employee_id, "")
            fits = slug == persona and (persona or (row.employee_id not in heads and under in row.unit.path))
            is_free = state != _OPEN or row.appraiser_id not in cast  # the teams of personas are being rated
            if row.period_id == period.pk and row.state == state and fits and is_free:
                return self.rows.pop(place)
        return None


def build(stage: Stage, evaluations: list[PerformanceEvaluation]) -> int:
    """Lodge, examine and decide a handful of objections; how many there are."""
    chosen = _Chosen(stage, sorted(evaluations, key=lambda row: row.pk))
    return sum(1 for row in _cases(stage, chosen) if row is not None)


def _cases(stage: Stage, chosen: _Chosen) -> Iterator[Objection | None]:
    line, words = stage.line, table("objections.yaml")
    changed = chosen.take(2, _RECEIVED, persona="official")
    upheld = chosen.take(2, _RECEIVED, persona="teacher") or chosen.take(2, _RECEIVED, under="/disdikbud/")
    late = chosen.take(2, _RECEIVED, under="/bapenda/")
    examined = chosen.take(1, _RECEIVED, under="/samsat-way-sekampung/")
    lodged = _received(stage, chosen.take(1, _OPEN, under="/bapenda/"), 9, words)
    overdue = _received(stage, chosen.take(1, _OPEN), 17, words)
    yield _decided(stage, changed, words["changed"], changes=True)
    yield _decided(stage, upheld, words["upheld"], changes=False)
    if late is not None and late.received_at is not None:
        yield _lodged(stage, late, words["late"], late.received_at + timedelta(days=40))
    if examined is not None:
        yield _examined(stage, _lodged(stage, examined, words["examined"], line.before(0, 7)), words["examined"])
    if lodged is not None:
        yield _lodged(stage, lodged, words["lodged"], line.before(7, 10))
    if overdue is not None:
        yield _overdue(stage, _lodged(stage, overdue, words["overdue"], line.before(15, 10)))


def _received(
    stage: Stage, row: PerformanceEvaluation | None, days: int, words: dict[str, dict[str, str]]
) -> PerformanceEvaluation | None:
    """Take an open evaluation so many days back through rating and signature to receipt; None where it cannot be."""
    achieved = OrganisationAchievement.objects.filter(
        unit_id=row.appraiser_unit_id if row else 0, period_id=row.period_id if row else 0
    ).first()
    if row is None or achieved is None:
        return None
    dates = [stage.line.before(days, 8 + place) for place in range(len(_VERBS))]
    row.result_rating, row.behaviour_rating = Rating.BELOW.value, Rating.MEETS.value
    row.predicate = predicate(Rating.BELOW, Rating.MEETS).value
    row.result_reason, row.behaviour_reason = words["rating"]["result"], words["rating"]["behaviour"]
    row.evaluation_note, row.organisation_predicate = words["rating"]["note"], achieved.predicate
    row.rated_at, row.signed_at, row.handed_over_at, row.received_at = dates
    row.signer_id, row.document_code = row.appraiser_id, new_code()
    row.state = _RECEIVED
    row.save()
    for place, (verb, at) in enumerate(zip(_VERBS, dates, strict=True)):
        by = stage.actor(row.employee if verb == "confirm_receipt" else row.appraiser)
        record(
            f"evaluation.{verb}",
            row,
            by=by,
            at=at,
            before={"state": _STATES[place]},
            after={"state": _STATES[place + 1]},
        )
    return row


def _table(row: PerformanceEvaluation) -> Upload:
    """A small table of weeks the employee attaches."""
    weeks = [f"{week};{31 + week * 3 % 7};{29 + week * 5 % 6}" for week in range(1, 14)]
    lines = ["minggu;berkas masuk;berkas selesai", *weeks, f"ringkasan;{row.period.label};"]
    return Upload("rekap-mingguan.csv", BY_ENDING["csv"], ("\r\n".join(lines) + "\r\n").encode())


def _lodged(stage: Stage, row: PerformanceEvaluation, words: dict[str, str], at: datetime) -> Objection:
    """Draft and lodge; an evaluation signed before documents were kept gets its document first."""
    at = min(at, stage.line.now)
    if not row.documents.exists() and row.signed_at is not None:
        EvaluationDocument.objects.create(
            evaluation=row,
            form_code=FormCode.D_1_1.value,
            code=row.document_code or "",
            result_rating=row.result_rating,
            behaviour_rating=row.behaviour_rating,
            predicate=row.predicate,
            content=document_content(row, ""),
            issued_at=row.signed_at,
        )
    by = stage.actor(row.employee)
    about = queries.objection_about(row.pk)
    assert about is not None
    written = {
        "reasons": words["reasons"],
        "evidence": words.get("evidence", ""),
        "links": [],
        "uploads": [_table(row)],
    }
    draft = actions.draft(about, written, by=by, at=at - timedelta(minutes=40))
    actions.lodge(draft, late_reason=words.get("late", ""), by=by, at=at)
    return _fresh(draft)


def _examined(stage: Stage, row: Objection, words: dict[str, str]) -> Objection:
    """Both sides asked, and both have explained; left as it is where nobody decides."""
    if row.superior is None or row.lodged_at is None:
        return row
    start = row.lodged_at
    moments = [min(start + timedelta(hours=hours), stage.line.now) for hours in (2, 5, 8)]
    actions.ask_explanations(row, by=stage.actor(row.superior), at=moments[0])
    actions.explain(_fresh(row), text=words["appraiser"], by=stage.actor(row.appraiser), at=moments[1])
    actions.explain(_fresh(row), text=words["employee"], by=stage.actor(row.employee), at=moments[2])
    return _fresh(row)


def _decided(
    stage: Stage, row: PerformanceEvaluation | None, words: dict[str, str], *, changes: bool
) -> Objection | None:
    """Lodged two days after receipt, decided two days later; a changed result is signed by all three."""
    if row is None or row.received_at is None:
        return None
    found = _examined(stage, _lodged(stage, row, words, row.received_at + timedelta(days=2)), words)
    if found.superior is None or found.lodged_at is None:
        return found
    by, at = stage.actor(found.superior), found.lodged_at + timedelta(days=2)
    if not changes:
        return actions.uphold(found, reason=words["decision"], by=by, at=at)
    new = NewRating(Rating.ABOVE, words["result_reason"], Rating.ABOVE, words["behaviour_reason"])
    actions.change(found, actions.Decision(new, words["decision"], words["recommendation"]), by=by, at=at)
    for place, person in enumerate((found.appraiser, found.employee), 1):
        actions.sign_decision(_fresh(found), by=stage.actor(person), at=at + timedelta(days=place))
    return found


def _overdue(stage: Stage, row: Objection) -> Objection:
    """Flagged on the day after its last one, when that has passed."""
    clock = Clock.objects.filter(kind="objection_decision", about_kind="objection", about_pk=row.pk).first()
    if clock is None or clock.due_on >= stage.line.today:
        return row
    at = stage.line.at(clock.due_on + timedelta(days=1), 1)
    Clock.objects.filter(pk=clock.pk).update(state="lapsed", lapsed_at=at)
    return actions.mark_overdue(row, at=at)


def _fresh(row: Objection) -> Objection:
    found = queries.objection(row.pk)
    assert found is not None
    return found
