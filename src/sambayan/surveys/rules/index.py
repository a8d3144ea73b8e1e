"""The citizen satisfaction index (IKM) of a unit, computed exactly from single answers."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .grade import CostMode, ServiceGrade, grade_of
from .interval import (
    LEAST_ANSWER,
    MOST_ANSWER,
    PER_POINT,
    Change,
    Estimate,
    Interval,
    Pattern,
    difference,
    index_interval,
    standard_error,
)
from .rounding import half_up

Answers = Mapping[str, int | None] | Sequence[int | None]
COST_ELEMENTS = ("biaya", "u4")
PRINTED_WEIGHTS = {"0.11": 2, "0.111": 3}


class AnswerError(ValueError):
    """An answer outside 1-4: `respondent` (from 1), `element` and the `value` found."""

    def __init__(self, respondent: int, element: str, value: object) -> None:
        super().__init__(f"answer {value!r} of respondent {respondent} to {element} is not 1, 2, 3 or 4")
        self.respondent = respondent
        self.element = element
        self.value = value


@dataclass(frozen=True, slots=True)
class ElementFigure:
    """One element: `n` filled answers, their `sum`, mean (NRR, 1-4), index (25-100), grade, interval."""

    code: str
    n: int
    sum: int
    mean: Fraction | None
    index: Decimal | None
    grade: ServiceGrade | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """All figures of one survey.

    `survey_score` 1-4 and `exact_index` 25-100 are exact; `satisfaction_index` is rounded half up to two
    decimals. `as_usually_printed` explains other people's figures and is never ours. `skipped` counts
    respondents without any answer in the elements used; they are not in `n`.
    """

    n: int
    elements_used: int
    elements: tuple[ElementFigure, ...]
    survey_score: Fraction | None
    exact_index: Fraction | None
    satisfaction_index: Decimal | None
    service_grade: ServiceGrade | None
    standard_error: float | None
    interval: Interval | None
    class_certain: bool
    as_usually_printed: Mapping[str, Decimal | None]
    lowest_elements: tuple[str, ...]
    highest_elements: tuple[str, ...]
    skipped: int
    cost_mode: CostMode

    def element(self, code: str) -> ElementFigure:
        """The figure of one element; KeyError if it was not part of the computation."""
        for figure in self.elements:
            if figure.code == code:
                return figure
        raise KeyError(code)


def index(
    answers: Iterable[Answers],
    elements: Sequence[str],
    *,
    cost_mode: CostMode = CostMode.TARIFF,
    population: int | None = None,
) -> SurveyFigures:
    """Figures of a survey from answers per respondent (by code, or in the order of `elements`).

    Index = mean of the element means x 25: weight exactly 1/k over the k elements with an answer; a blank
    is missing, each element has its own n. `not_applicable` leaves out cost (`biaya` or `u4`). No
    respondent gives no figure. AnswerError for an answer outside 1-4, PopulationError for N below n.
    Source: PermenPANRB 14/2017, Lampiran; exact weight, rounding and interval are local policy.
    """
    used = elements_used(elements, cost_mode)
    rows = [_pattern(row, elements, used) for row in answers]
    patterns = Counter(rows)
    _check(patterns, rows, used)
    blank: Pattern = (None,) * len(used)
    skipped = patterns.pop(blank, 0)
    figures = tuple(
        _element(code, [(pattern[place], count) for pattern, count in patterns.items()], population)
        for place, code in enumerate(used)
    )
    return _summary(figures, _only_answered(patterns, figures), skipped, cost_mode, population)


def elements_used(elements: Sequence[str], cost_mode: CostMode) -> tuple[str, ...]:
    """Elements that enter the index, in the given order. Source: local policy (`cost_mode`)."""
    left_out = COST_ELEMENTS if cost_mode is CostMode.NOT_APPLICABLE else ()
    return tuple(code for code in elements if code not in left_out)


def change(before: SurveyFigures, after: SurveyFigures) -> Change | None:
    """Change of the index between two independent surveys; None if one has no index.

    Source: local policy: a change is called one only when its 95 % interval leaves out zero.
    """
    if before.exact_index is None or after.exact_index is None:
        return None
    return difference(
        Estimate(before.n, before.exact_index, before.standard_error),
        Estimate(after.n, after.exact_index, after.standard_error),
    )


def _pattern(row: Answers, elements: Sequence[str], used: Sequence[str]) -> Pattern:
    if isinstance(row, Mapping):
        return tuple([row.get(code) for code in used])
    if len(row) != len(elements):
        raise ValueError(f"a row has {len(row)} answers, not {len(elements)}")
    if len(used) == len(elements):
        return tuple(row)
    return tuple(answer for code, answer in zip(elements, row, strict=True) if code in used)


def _check(patterns: Iterable[Pattern], rows: Sequence[Pattern], used: Sequence[str]) -> None:
    for pattern in patterns:
        for code, answer in zip(used, pattern, strict=True):
            if answer is not None and not (type(answer) is int and LEAST_ANSWER <= answer <= MOST_ANSWER):
                raise AnswerError(rows.index(pattern) + 1, code, answer)


def _element(code: str, column: Sequence[tuple[int | None, int]], population: int | None) -> ElementFigure:
    tally: Counter[Pattern] = Counter()
    for answer, count in column:
        if answer is not None:
            tally[(answer,)] += count
    n = tally.total()
    total = sum(pattern[0] * count for pattern, count in tally.items() if pattern[0] is not None)
    if n == 0:
        return ElementFigure(code, 0, 0, None, None, None, None)
    exact = Fraction(PER_POINT * total, n)
    rounded = half_up(exact)
    interval = index_interval(Estimate(n, exact, standard_error(tally, population)))
    return ElementFigure(code, n, total, Fraction(total, n), rounded, grade_of(rounded), interval)


def _only_answered(patterns: Counter[Pattern], figures: Sequence[ElementFigure]) -> Counter[Pattern]:
    """The same patterns without the elements that nobody answered."""
    if all(figure.n for figure in figures):
        return patterns
    places = [place for place, figure in enumerate(figures) if figure.n]
    return Counter({tuple(pattern[place] for place in places): count for pattern, count in patterns.items()})


def _summary(
    figures: tuple[ElementFigure, ...],
    patterns: Counter[Pattern],
    skipped: int,
    cost_mode: CostMode,
    population: int | None,
) -> SurveyFigures:
    n = patterns.total()
    error = standard_error(patterns, population)
    means = {figure.code: figure.mean for figure in figures if figure.mean is not None}
    score = sum(means.values(), Fraction(0)) / len(means) if means else None
    exact = score * PER_POINT if score is not None else None
    rounded = half_up(exact) if exact is not None else None
    interval = index_interval(Estimate(n, exact, error)) if exact is not None else None
    return SurveyFigures(
        n=n,
        elements_used=len(means),
        elements=figures,
        survey_score=score,
        exact_index=exact,
        satisfaction_index=rounded,
        service_grade=grade_of(rounded) if rounded is not None else None,
        standard_error=error,
        interval=interval,
        class_certain=interval is not None and grade_of(interval.low) is grade_of(interval.high),
        as_usually_printed={
            name: _as_usually_printed(means.values(), places) for name, places in PRINTED_WEIGHTS.items()
        },
        lowest_elements=_codes_with(means, min(means.values(), default=None)),
        highest_elements=_codes_with(means, max(means.values(), default=None)),
        skipped=skipped,
        cost_mode=cost_mode,
    )


def _codes_with(means: Mapping[str, Fraction], mean: Fraction | None) -> tuple[str, ...]:
    return tuple(code for code, value in means.items() if value == mean)


def _as_usually_printed(means: Collection[Fraction], places: int) -> Decimal | None:
    """The index under 1/k cut to two or three decimals: 0.11 and 0.111 for nine elements.

    Source: seen in published reports; wrong, kept only to explain other people's figures.
    """
    if not means:
        return None
    weight = Fraction(10**places // len(means), 10**places)
    return half_up(sum(means, Fraction(0)) * weight * PER_POINT)
