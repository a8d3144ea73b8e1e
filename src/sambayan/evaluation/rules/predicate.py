"""Ratings, predicates and the matrix that joins them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sambayan.regulations import catalogue
from sambayan.regulations.rows import Word
from sambayan.surveys.rules import ServiceGrade


class Rating(StrEnum):
    """Rating of one axis (result or behaviour). Source: PermenPANRB 6/2022 L IV.B p97-98."""

    ABOVE = "above"
    MEETS = "meets"
    BELOW = "below"

    @property
    def label(self) -> str:
        """Indonesian words, such as "Sesuai ekspektasi"."""
        return _word("rating", self).label_indonesian

    @property
    def label_english(self) -> str:
        """The same in English."""
        return _word("rating", self).label_english

    @property
    def siasn_code(self) -> str:
        """Code 1-3 of the national system."""
        return _word("rating", self).siasn_code or ""


class Predicate(StrEnum):
    """Predicate of an employee. Source: PermenPANRB 6/2022 L IV.B p99."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    NEEDS_IMPROVEMENT = "needs_improvement"
    POOR = "poor"
    VERY_POOR = "very_poor"

    @property
    def label(self) -> str:
        """Indonesian words, such as "Butuh Perbaikan"."""
        return _word("predicate", self).label_indonesian

    @property
    def label_english(self) -> str:
        """The same in English."""
        return _word("predicate", self).label_english

    @property
    def label_on_form(self) -> str:
        """The words of the printed form: "Kurang/Misconduct" for `poor`."""
        return next(cell.label_on_form for cell in catalogue.predicate_matrix() if cell.predicate == self)

    @property
    def siasn_code(self) -> str:
        """Code 1-5 of the national system."""
        return _word("predicate", self).siasn_code or ""


class OrganisationPredicate(StrEnum):
    """Predicate of an organisation's achievement. Source: PermenPANRB 6/2022 L IV.B.1.a p92."""

    EXCELLENT = "excellent"
    GOOD = "good"
    NEEDS_IMPROVEMENT = "needs_improvement"
    POOR = "poor"
    VERY_POOR = "very_poor"

    @property
    def label(self) -> str:
        """Indonesian words, such as "Istimewa"."""
        return _word("organisation_predicate", self).label_indonesian

    @property
    def label_english(self) -> str:
        """The same in English."""
        return _word("organisation_predicate", self).label_english


class Axis(StrEnum):
    """The two axes of the matrix."""

    RESULT = "result"
    BEHAVIOUR = "behaviour"


class UnknownWordError(ValueError):
    """A text that names no value of its scale; `scale`, the `word`, and the `accepted` labels and codes."""

    def __init__(self, scale: str, word: str) -> None:
        self.scale = scale
        self.word = word
        self.accepted = tuple(word.label_indonesian for word in catalogue.words(scale))
        self.codes = tuple(word.code for word in catalogue.words(scale))
        super().__init__(f"{word!r} is not one of {', '.join(self.codes)}")


@dataclass(frozen=True, slots=True)
class Step:
    """What one axis alone would change: `steps` up (positive) or down to `rating`, and the predicate then."""

    axis: Axis
    rating: Rating
    steps: int
    predicate: Predicate


_FromBest = (Rating.ABOVE, Rating.MEETS, Rating.BELOW)
_Scale = TypeVar("_Scale", Rating, Predicate, OrganisationPredicate)


def predicate(result: Rating, behaviour: Rating) -> Predicate:
    """The predicate of two ratings by the matrix; never typed by hand.

    Source: PermenPANRB 6/2022 L IV.B p99, p102-103.
    """
    return next(
        Predicate(cell.predicate)
        for cell in catalogue.predicate_matrix()
        if (cell.result_rating, cell.behaviour_rating) == (result, behaviour)
    )


def what_would_change(result: Rating, behaviour: Rating) -> tuple[Step, ...]:
    """The four other cells reached by moving one axis only, result first, best first.

    Source: PermenPANRB 6/2022 L IV.B p99; showing it is local policy.
    """
    results = tuple(
        Step(Axis.RESULT, other, _steps(result, other), predicate(other, behaviour))
        for other in _FromBest
        if other is not result
    )
    behaviours = tuple(
        Step(Axis.BEHAVIOUR, other, _steps(behaviour, other), predicate(result, other))
        for other in _FromBest
        if other is not behaviour
    )
    return results + behaviours


def contrast(behaviour: Rating, citizens: ServiceGrade | None) -> bool:
    """Whether the citizens' grade and the behaviour rating point in opposite directions.

    Low voice (C, D) against `above`, or high voice (A, B) against `below`; the appraiser then says how it
    was considered. Source: local policy (`survey_contrast_reason_required`); never changes a rating.
    """
    if citizens is None:
        return False
    is_low = citizens in {ServiceGrade.C, ServiceGrade.D}
    return behaviour is Rating.ABOVE if is_low else behaviour is Rating.BELOW


def parse_rating(text: str) -> Rating:
    """A rating from its code, Indonesian words in any usual spelling, or SIASN code 1-3.

    UnknownWordError otherwise. Source: PermenPANRB 6/2022; SIASN reference data spells ESPEKTASI.
    """
    return _parse("rating", text, Rating)


def parse_predicate(text: str) -> Predicate:
    """A predicate from its code, words, short form (SB, B, BP, K, SK) or SIASN code 1-5.

    UnknownWordError otherwise. Source: PermenPANRB 6/2022; SIASN reference data.
    """
    return _parse("predicate", text, Predicate)


def parse_organisation_predicate(text: str) -> OrganisationPredicate:
    """An organisation predicate from its code or words; "Cukup" is Butuh Perbaikan.

    UnknownWordError otherwise. Source: PermenPANRB 6/2022 L IV.B.1.a p92; SE MenPANRB 3/2023.
    """
    return _parse("organisation_predicate", text, OrganisationPredicate)


def _steps(current: Rating, other: Rating) -> int:
    return _FromBest.index(current) - _FromBest.index(other)


def _word(scale: str, code: str) -> Word:
    return next(word for word in catalogue.words(scale) if word.code == code)


def _parse(scale: str, text: str, kind: type[_Scale]) -> _Scale:
    wanted = _fold(text)
    for word in catalogue.words(scale):
        if wanted and wanted in {_fold(spelling) for spelling in _spellings(word)}:
            return kind(word.code)
    raise UnknownWordError(scale, text)


def _spellings(word: Word) -> Iterator[str]:
    yield from (word.code, word.label_indonesian, word.label_english, *word.spellings)
    if word.siasn_code is not None:
        yield word.siasn_code


def _fold(text: str) -> str:
    """Letters and digits only, lower case; ESPEKTASI, EKSPETASI and EXPEKTASI are read as EKSPEKTASI."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"(?:eks|es|ex)pe[kc]?tasi", "ekspektasi", re.sub(r"[\W_]+", "", plain))
