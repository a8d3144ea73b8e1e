"""What the page of the rating says to the appraiser while he writes: a suggestion, warnings, the predicate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sambayan.common.language import worded
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.growth.models import ContinuousFeedback
from sambayan.planning.models import PlannedResult
from sambayan.planning.queries import heirs_of
from sambayan.policies.rules import Values
from sambayan.surveys.queries import CitizenEvidence
from sambayan.surveys.rules import ServiceGrade


@dataclass(frozen=True)
class Typed:
    """What stands on the form so far: the two ratings, the ratings of single results, and the picked exception."""

    result: rules.Rating | None = None
    behaviour: rules.Rating | None = None
    rows: Mapping[int, rules.Rating | None] = field(default_factory=dict)
    exception: str = ""


@dataclass(frozen=True)
class Basis:
    """What a rating rests on besides what is typed, gathered once for a page.

    `organisation` is the predicate of the appraiser's unit, empty while it is not set; `led` that of the unit the
    employee leads.
    """

    evaluation: PerformanceEvaluation
    results: Sequence[PlannedResult]
    feedback: Sequence[ContinuousFeedback]
    guidance: int
    citizens: Sequence[CitizenEvidence]
    members: Sequence[PerformanceEvaluation]
    organisation: str
    led: str
    values: Values


@dataclass(frozen=True)
class Advice:
    """What the page says of what is typed; every warning asks for a reason, none forbids anything."""

    predicate: rules.Predicate | None
    suggestion: rules.Suggestion
    by_unit: rules.Rating | None
    differs: bool
    unsupported: tuple[rules.Axis, ...]
    contrast: bool
    guidance: tuple[rules.Guidance, ...]
    too_small: bool

    @property
    def suggested(self) -> rules.Rating | None:
        """The suggestion that counts: for the head of a unit the one its predicate gives, where there is one."""
        return self.by_unit or self.suggestion.rating

    @property
    def asks_distribution(self) -> bool:
        """Whether a reason is asked for because the team departs from the guide."""
        return not self.too_small and any(row.asks for row in self.guidance)

    @property
    def asks(self) -> tuple[str, ...]:
        """The fields of the evaluation in which a reason is asked for, in the order of the form."""
        asked = {
            "suggestion_reason": self.differs,
            "unsupported_reason": bool(self.unsupported),
            "consideration": self.contrast,
            "distribution_reason": self.asks_distribution,
        }
        return tuple(name for name, is_asked in asked.items() if is_asked)

    @property
    def why(self) -> str:
        """The counts the suggestion rests on, in words."""
        grounds = self.suggestion.grounds
        return _(
            "{above} di atas, {meets} sesuai, {below} di bawah ({main_below} utama); umpan balik {plus} positif,"
            " {minus} perlu perbaikan."
        ).format(
            above=grounds.above,
            meets=grounds.meets,
            below=grounds.below,
            main_below=grounds.main_below,
            plus=grounds.positive,
            minus=grounds.not_positive,
        )

    @property
    def unsupported_words(self) -> str:
        """The axes rated below without anything said before, in words."""
        names = {rules.Axis.RESULT: _("hasil kerja"), rules.Axis.BEHAVIOUR: _("perilaku kerja")}
        return " + ".join(names[axis] for axis in self.unsupported)

    @property
    def over_words(self) -> str:
        """The predicates over their cap, in words."""
        return ", ".join(worded(value) for value in dict.fromkeys(v for row in self.guidance for v in row.over))


def advise(basis: Basis, typed: Typed) -> Advice:
    """Suggestion and warnings for what is typed so far; no query."""
    values = basis.values
    both = typed.result is not None and typed.behaviour is not None
    predicate = _predicate(typed)
    suggestion = _suggestion(basis, typed)
    by_unit = _by_unit(basis)
    suggested = by_unit or suggestion.rating
    checks = _guidance(basis, predicate) if predicate and values.word("distribution_mode") == "warn" else ()
    return Advice(
        predicate=predicate,
        suggestion=suggestion,
        by_unit=by_unit,
        differs=bool(suggested and typed.result and suggested != typed.result),
        unsupported=rules.unsupported(typed.result, typed.behaviour, heard(basis.feedback, basis.guidance))
        if both and typed.result and typed.behaviour
        else (),
        contrast=contrasts(typed.behaviour, basis.citizens, values),
        guidance=checks,
        too_small=is_too_small(basis.organisation, len(basis.members), values),
    )


def _predicate(typed: Typed) -> rules.Predicate | None:
    if typed.exception:
        return rules.Predicate(typed.exception)
    if typed.result is None or typed.behaviour is None:
        return None
    return rules.predicate(typed.result, typed.behaviour)


def contrasts(behaviour: rules.Rating | None, citizens: Iterable[CitizenEvidence], values: Values) -> bool:
    """Whether citizens and behaviour rating point in opposite directions, where the setting asks about it."""
    if behaviour is None or not values.flag("survey_contrast_reason_required"):
        return False
    grades = [ServiceGrade(row.service_grade) for row in citizens if row.service_grade]
    return any(rules.contrast(behaviour, grade) for grade in grades)


def _suggestion(basis: Basis, typed: Typed) -> rules.Suggestion:
    heirs = heirs_of(basis.results)
    marks = Counter(
        (heirs.get(entry.result_id), entry.is_positive)
        for entry in basis.feedback
        if entry.result_id and entry.is_positive is not None
    )
    rows = [
        rules.ResultRow(
            rules.ResultKind(result.kind), typed.rows.get(result.pk), marks[result.pk, True], marks[result.pk, False]
        )
        for result in basis.results
    ]
    values = basis.values
    shares = rules.Shares(values.integer("axis_most_share_over"), values.integer("axis_small_share_below"))
    found = rules.suggest(rows, shares)
    return found if values.word("axis_suggestion_rule") == "guide" else rules.Suggestion(None, found.grounds)


def _by_unit(basis: Basis) -> rules.Rating | None:
    """What the predicate of the unit somebody heads suggests for the result rating.

    `unit_head_result_map` has one map today; a second one would be read here.
    """
    values = basis.values
    if not basis.led or values.word("unit_head_result_rule") != "suggest":
        return None
    assert values.word("unit_head_result_map") == "excellent_above_good_meets"
    return rules.head_rating(rules.OrganisationPredicate(basis.led))


def heard(feedback: Iterable[ContinuousFeedback], guidance: int) -> rules.Heard:
    """What an employee heard before the rating that was no praise, on each axis, and how much guidance there was."""
    critical = [entry for entry in feedback if not entry.is_positive]
    on_results = sum(entry.result_id is not None for entry in critical)
    on_behaviour = sum(bool(entry.value_code) for entry in critical)
    return rules.Heard(on_results, on_behaviour, guidance)


def _guidance(basis: Basis, predicate: rules.Predicate) -> tuple[rules.Guidance, ...]:
    if not basis.organisation:
        return ()
    others = [m.predicate for m in basis.members if m.predicate and m.pk != basis.evaluation.pk]
    tally = Counter(rules.Predicate(value) for value in [*others, predicate])
    sets = rule_sets(basis.values)
    found = rules.guidance(rules.OrganisationPredicate(basis.organisation), tally, len(basis.members), sets)
    return tuple(row for row in found if row.fits is False or predicate in row.over)


def rule_sets(values: Values) -> list[rules.RuleSet]:
    """The texts on the distribution that are in use."""
    chosen = values.word("distribution_rule_sets")
    return list(rules.RuleSet) if chosen == "both" else [rules.RuleSet(chosen)]


def is_too_small(organisation: str, people: int, values: Values) -> bool:
    """Whether the guide cannot apply to a team of this size."""
    limit = values.integer("small_unit_limit")
    return bool(organisation) and rules.too_small(rules.OrganisationPredicate(organisation), people, limit)
