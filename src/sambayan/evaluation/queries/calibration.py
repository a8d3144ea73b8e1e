"""Reading calibration sessions: the list, and the board of one session as one participant may see it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor, Role
from sambayan.common.language import worded
from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation import rules
from sambayan.evaluation.access.calibration import sessions_visible_to
from sambayan.evaluation.models import (
    CalibrationMember,
    CalibrationProposal,
    CalibrationSession,
    CalibrationVote,
    PerformanceEvaluation,
)
from sambayan.evaluation.queries.achievements import achieved
from sambayan.evaluation.queries.board_guides import Guide, guides
from sambayan.evaluation.queries.guide import SHORT
from sambayan.people.models import OrganisationUnit

PAST, LOOKING_BACK = 3, timedelta(days=800)
_CARD = (
    "discussed_at", "session_id", "evaluation__state", "evaluation__result_rating", "evaluation__behaviour_rating",
    "evaluation__predicate", "evaluation__period_id", "evaluation__employee__name", "evaluation__appraiser__name",
    "evaluation__unit__name", "evaluation__unit__short_name", "evaluation__unit__name_english",
    "evaluation__unit__code",
)  # fmt: skip


def calibrations(actor: Actor) -> QuerySet[CalibrationSession]:
    """The sessions this actor may open, the newest first."""
    seen = CalibrationSession.objects.filter(sessions_visible_to(actor)).values("pk")
    found = CalibrationSession.objects.filter(pk__in=seen).select_related("unit", "period__cycle")
    people, done = (
        Count("members", distinct=True),
        Count("members", Q(members__discussed_at__isnull=False), distinct=True),
    )
    return found.annotate(people=people, done=done).order_by("-planned_at", "-pk")


def calibration(pk: int) -> CalibrationSession | None:
    """One session with its unit and period."""
    return CalibrationSession.objects.filter(pk=pk).select_related("unit__agency", "period__cycle").first()


def calibration_member(pk: int) -> CalibrationMember | None:
    """One person of a session with the evaluation and everybody it names."""
    related = ("session__unit", "session__period__cycle", "evaluation__employee", "evaluation__appraiser",
               "evaluation__unit", "evaluation__period__cycle")  # fmt: skip
    return CalibrationMember.objects.filter(pk=pk).select_related(*related).first()


def proposal(pk: int) -> CalibrationProposal | None:
    """One proposal with the person, the evaluation and the session it belongs to."""
    related = ("proposer", "member__session__unit", "member__session__period__cycle", "member__evaluation__employee",
               "member__evaluation__appraiser", "member__evaluation__unit",
               "member__evaluation__period__cycle")  # fmt: skip
    return CalibrationProposal.objects.filter(pk=pk).select_related(*related).first()


has_history(
    "calibration",
    "evaluation.CalibrationSession",
    load=calibration,
    right="evaluation.calibration",
    page="evaluation:calibration",
)


def units_to_calibrate(actor: Actor, period: EvaluationPeriod | None) -> QuerySet[OrganisationUnit]:
    """Units of this actor in or below which people are rated and not signed, without an unfinished session."""
    if period is None:
        return OrganisationUnit.objects.none()
    reach = Q(pk__in=[])
    for path in actor.led_paths:
        reach |= Q(path__startswith=path)
    for grant in actor.grants:
        if grant.role == Role.PERFORMANCE_ADMIN:
            reach |= Q(path__startswith=grant.unit_path)
    rated = PerformanceEvaluation.objects.filter(period=period, state=rules.EvaluationState.RATED)
    running = CalibrationSession.objects.filter(period=period).exclude(state=rules.CalibrationState.CLOSED)
    offices = OrganisationUnit.objects.filter(reach, pk__in=rated.values("appraiser_unit_id"))
    paths = {above for path in offices.values_list("path", flat=True) for above in _down_to(path)}
    units = OrganisationUnit.objects.filter(reach, path__in=paths)
    return units.exclude(pk__in=running.values("unit_id")).order_by("path")


def _down_to(path: str) -> list[str]:
    """The paths from the top of the tree down to this one."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]


@dataclass(frozen=True)
class Asked:
    """The filter of board and list; empty means everybody."""

    only: str = ""
    unit: str = ""
    appraiser: str = ""
    predicate: str = ""

    def keeps(self, card: "Card") -> bool:
        """Whether a card passes."""
        evaluation = card.member.evaluation
        return (
            (self.only != "undiscussed" or card.member.discussed_at is None)
            and (self.only != "proposed" or bool(card.proposals))
            and self.unit in ("", evaluation.unit.code)
            and self.appraiser in ("", str(evaluation.appraiser_id))
            and self.predicate in ("", evaluation.predicate)
        )


@dataclass(frozen=True)
class Card:
    """One person on the board: where he stands, what is proposed, his past three periods."""

    member: CalibrationMember
    cell: rules.Cell | None
    past: tuple[tuple[str, rules.Predicate], ...]
    proposals: tuple[CalibrationProposal, ...]
    placed: rules.Cell | None

    @property
    def is_locked(self) -> bool:
        """Whether it was signed, or taken over, and can no longer be calibrated."""
        return self.member.evaluation.state != rules.EvaluationState.RATED


@dataclass(frozen=True)
class Ghost:
    """Where somebody is proposed or placed, with the way from the present cell in words."""

    card: Card
    way: str


@dataclass(frozen=True)
class Square:
    """One cell of the board with the cards in it, and the ghosts of those proposed or placed there."""

    cell: rules.Cell
    label: str
    cards: list[Card] = field(default_factory=list)
    ghosts: list[Ghost] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """One session as one reader may see it; `hidden` people are concealed from this reader.

    They are left out of every count, for one count less would say where they stand; the guide is that of everybody.
    """

    session: CalibrationSession
    cards: list[Card]
    shown: list[Card]
    unrated: list[Card]
    hidden: int
    squares: list[tuple[str, list[Square]]]
    guides: list[Guide]
    organisation: rules.OrganisationPredicate | None
    by_appraiser: list[tuple[str, int, list[int]]]
    asked: Asked

    @property
    def discussed(self) -> int:
        """How many have been discussed."""
        return sum(card.member.discussed_at is not None for card in self.cards)

    @property
    def undiscussed(self) -> int:
        """How many have not."""
        return len(self.cards) - self.discussed

    @property
    def with_proposal(self) -> int:
        """How many have a proposal that waits."""
        return sum(bool(card.proposals) for card in self.cards)

    @property
    def units(self) -> list[tuple[str, str]]:
        """Code and name of every unit on the board."""
        found = {card.member.evaluation.unit.code: card.member.evaluation.unit for card in self.cards}
        return sorted((code, str(unit.short_name or unit.name)) for code, unit in found.items())

    @property
    def appraisers(self) -> list[tuple[str, str]]:
        """Key and name of every appraiser on the board."""
        found = {str(card.member.evaluation.appraiser_id): card.member.evaluation.appraiser.name for card in self.cards}
        return sorted(found.items(), key=lambda row: row[1])


def board(session: CalibrationSession, actor: Actor, day: date, asked: Asked | None = None) -> Board:
    """The board for this reader in six queries, however many people: silent placings of others are never read here."""
    rows = session.members.select_related("evaluation__employee", "evaluation__appraiser", "evaluation__unit")
    members = list(rows.only(*_CARD).order_by("evaluation__employee__name", "pk"))
    appraised_by = {m.evaluation.employee_id: m.evaluation.appraiser_id for m in members}
    session.appraised_by = appraised_by
    concealed = rules.concealed_from(actor.employee_id, appraised_by)
    visible = [m for m in members if m.evaluation.employee_id not in concealed]
    cards = _cards(session, actor, visible)
    asked = asked or Asked()
    rated = [card for card in cards if card.cell]
    shown = [card for card in rated if asked.keeps(card)]
    set_ = achieved(session.unit_id, session.period, day)
    organisation = rules.OrganisationPredicate(set_.predicate) if set_ else None
    return Board(
        session=session,
        cards=rated,
        shown=shown,
        unrated=[card for card in cards if card.cell is None],
        hidden=len(members) - len(visible),
        squares=_squares(shown),
        guides=guides(organisation, members, visible, day) if organisation else [],
        organisation=organisation,
        by_appraiser=_by_appraiser(rated),
        asked=asked,
    )


def _cards(session: CalibrationSession, actor: Actor, members: Sequence[CalibrationMember]) -> list[Card]:
    keys = [member.pk for member in members]
    waiting: dict[int, list[CalibrationProposal]] = {}
    found = CalibrationProposal.objects.filter(member__session=session, state=rules.ProposalState.PROPOSED)
    for each in found.order_by("pk"):
        waiting.setdefault(each.member_id, []).append(each)
    votes: dict[int, rules.Cell] = {}
    if session.state == rules.CalibrationState.PRE_VOTE:
        own = CalibrationVote.objects.filter(member_id__in=keys, voter_id=actor.employee_id)
        votes = {vote.member_id: vote.cell for vote in own}
    past = past_of([member.evaluation.employee_id for member in members], session.period)
    return [
        Card(
            member,
            cell_of(member.evaluation),
            past.get(member.evaluation.employee_id, ()),
            tuple(waiting.get(member.pk, ())),
            votes.get(member.pk),
        )
        for member in members
    ]


def cell_of(evaluation: PerformanceEvaluation) -> rules.Cell | None:
    """Where an evaluation stands on the board; None before it is rated."""
    if not evaluation.predicate:
        return None
    return rules.Cell(rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating))


def past_of(
    employee_ids: Iterable[int], period: EvaluationPeriod
) -> dict[int, tuple[tuple[str, rules.Predicate], ...]]:
    """The last three signed predicates of each person before a period, the newest first, in one query."""
    earlier = PerformanceEvaluation.objects.filter(
        employee_id__in=list(employee_ids),
        period__to_date__lt=period.from_date,
        period__to_date__gte=period.from_date - LOOKING_BACK,
        signed_at__isnull=False,
    )
    found: dict[int, list[tuple[str, rules.Predicate]]] = {}
    fields = ("employee_id", "predicate", "period__kind", "period__number", "period__from_date")
    rows = earlier.select_related("period").only(*fields)
    for row in rows.order_by("-period__to_date", "-pk"):
        kept = found.setdefault(row.employee_id, [])
        if len(kept) < PAST:
            kept.append((row.period.label, rules.Predicate(row.predicate)))
    return {person: tuple(rows) for person, rows in found.items()}


def square_label(cell: rules.Cell) -> str:
    """A cell in words, as the screen reader hears it while a card moves."""
    return _("hasil kerja {result}, perilaku kerja {behaviour}: {predicate}").format(
        result=worded(cell.result).lower(), behaviour=worded(cell.behaviour).lower(), predicate=worded(cell.predicate)
    )


def way(before: rules.Cell, after: rules.Cell) -> str:
    """The axes that would change, in short words: "Hasil: Sesuai → Di atas"; empty when none does."""
    axes = ((_("Hasil"), "result"), (_("Perilaku"), "behaviour"))
    changed = ((label, getattr(before, axis), getattr(after, axis)) for label, axis in axes)
    return ", ".join(
        f"{label}: {_(SHORT[was])} → {_(SHORT[becomes])}" for label, was, becomes in changed if was is not becomes
    )


def _squares(cards: Sequence[Card]) -> list[tuple[str, list[Square]]]:
    squares = {cell.key: Square(cell, square_label(cell)) for cell in rules.CELLS}
    for card, stands in ((card, card.cell) for card in cards if card.cell):
        squares[stands.key].cards.append(card)
        targets = {each.after.key: each.after for each in card.proposals}
        if card.placed:
            targets[card.placed.key] = card.placed
        for key, target in targets.items():
            squares[key].ghosts.append(Ghost(card, way(stands, target)))
    return [
        (worded(result), [square for square in squares.values() if square.cell.result is result])
        for result in rules.Rating
    ]


def _by_appraiser(cards: Sequence[Card]) -> list[tuple[str, int, list[int]]]:
    """Each appraiser with the number of people, and how many of each predicate, by name."""
    counts: dict[tuple[str, int], Counter[rules.Predicate]] = {}
    for card in cards:
        evaluation = card.member.evaluation
        key = (evaluation.appraiser.name, evaluation.appraiser_id)
        counts.setdefault(key, Counter())[rules.Predicate(evaluation.predicate)] += 1
    return [
        (name, tally.total(), [tally[value] for value in rules.Predicate])
        for (name, _pk), tally in sorted(counts.items())
    ]
