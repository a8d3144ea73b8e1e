"""Service grades A to D and how far a figure may be published."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sambayan.regulations import catalogue


class CostMode(StrEnum):
    """What a service does with the element on cost.

    Source: local policy (the operative text of PermenPANRB 14/2017 on free services was not seen).
    """

    TARIFF = "tariff"
    FREE_SCORED_4 = "free_scored_4"
    NOT_APPLICABLE = "not_applicable"
    REPLACEMENT_QUESTION = "replacement_question"


class ServiceGrade(StrEnum):
    """Mutu pelayanan. Source: PermenPANRB 14/2017, Lampiran."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def label(self) -> str:
        """The Indonesian words of the regulation, such as "Baik"."""
        return _BANDS[self].label_indonesian

    @property
    def label_english(self) -> str:
        """The same in English."""
        return _BANDS[self].label_english

    @property
    def index_from(self) -> Decimal:
        """Lowest index of the grade, 25-100, two decimals."""
        return _BANDS[self].index_from


class Gate(StrEnum):
    """What may be shown of a figure with n respondents."""

    SUPPRESSED = "suppressed"
    SHOWN_WITHOUT_CLASS = "shown_without_class"
    FULL = "full"


_BANDS = {ServiceGrade(band.service_grade): band for band in catalogue.survey_instrument().grades}
_DEFAULTS = catalogue.settings()


@dataclass(frozen=True, slots=True)
class Limits:
    """How many answers a figure needs to be shown, and how many to name a class.

    Source: local policy (`min_respondents_show`, `min_respondents_compare`).
    """

    show: int = int(_DEFAULTS["min_respondents_show"].value)
    compare: int = int(_DEFAULTS["min_respondents_compare"].value)

    def stricter(self, other: "Limits") -> "Limits":
        """What satisfies both."""
        return Limits(max(self.show, other.show), max(self.compare, other.compare))


DEFAULT_LIMITS = Limits()


def grade_of(index: Decimal) -> ServiceGrade:
    """Grade of an index already rounded half up to two decimals (25-100).

    Source: PermenPANRB 14/2017, Lampiran; the printed bands leave no gap after rounding.
    """
    return next(grade for grade in ServiceGrade if grade is ServiceGrade.D or index >= grade.index_from)


def gate(n: int, limits: Limits = DEFAULT_LIMITS) -> Gate:
    """How a figure of n respondents is shown: nothing below `limits.show`, no class below `limits.compare`.

    Source: local policy (`min_respondents_show`, `min_respondents_compare`).
    """
    if n < limits.show:
        return Gate.SUPPRESSED
    return Gate.SHOWN_WITHOUT_CLASS if n < limits.compare else Gate.FULL
