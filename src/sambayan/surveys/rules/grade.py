"""Service grades A to D and how far a figure may be published."""

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
_SHOW = int(catalogue.settings()["min_respondents_show"].value)
_COMPARE = int(catalogue.settings()["min_respondents_compare"].value)


def grade_of(index: Decimal) -> ServiceGrade:
    """Grade of an index already rounded half up to two decimals (25-100).

    Source: PermenPANRB 14/2017, Lampiran; the printed bands leave no gap after rounding.
    """
    return next(grade for grade in ServiceGrade if grade is ServiceGrade.D or index >= grade.index_from)


def gate(n: int, *, show: int = _SHOW, compare: int = _COMPARE) -> Gate:
    """How a figure of n respondents is shown: nothing below `show`, no class below `compare`.

    Source: local policy (`min_respondents_show`, `min_respondents_compare`).
    """
    if n < show:
        return Gate.SUPPRESSED
    return Gate.SHOWN_WITHOUT_CLASS if n < compare else Gate.FULL
