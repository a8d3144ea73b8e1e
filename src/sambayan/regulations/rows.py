"""Shapes of the rows of the law: frozen values, each with its source."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Mark(StrEnum):
    """How sure we are of a fact. Source: local policy (handbook of the domain, section 2)."""

    PRIMARY = "P"
    SEVERAL_SECONDARY = "S2"
    SECONDARY = "S"
    UNVERIFIED = "U"
    LOCAL_POLICY = "D"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from: the text, our confidence, the first day it holds, and a remark."""

    text: str
    mark: Mark
    valid_from: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ServiceElement:
    """One element of the citizen satisfaction survey with its question and answers 1 to 4."""

    code: str
    no_in_list: int
    no_on_form: int
    identifier: str
    name_indonesian: str
    name_english: str
    meaning_english: str
    question_indonesian: str
    question_english: str
    hint_indonesian: str
    hint_english: str
    answers_indonesian: tuple[str, ...]
    answers_english: tuple[str, ...]
    spellings: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class GradeBand:
    """One service grade: bounds inclusive, `index` on 25-100 after rounding, `score` on 1-4 as printed."""

    service_grade: str
    index_from: Decimal
    index_to: Decimal
    score_from: Decimal
    score_to: Decimal
    label_indonesian: str
    label_english: str
    source: Source


@dataclass(frozen=True, slots=True)
class Setting:
    """A value an agency may have to change: its default as text, what it may be, and how it is explained.

    `kind` is integer, decimal, numbers (several, parted by "/"), boolean, choice, text or day_month ("01-31");
    `deadline` names the row of deadlines.yaml that holds the number; `least` and `most` bound every number;
    `numbers` says how many there are where the default is empty.
    """

    name: str
    part: str
    kind: str
    label_indonesian: str
    label_english: str
    explanation_indonesian: str
    explanation_english: str
    source: Source
    value: str = ""
    unit: str = ""
    deadline: str = ""
    is_optional: bool = False
    numbers: int = 1
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    choices_indonesian: tuple[str, ...] = ()
    choices_english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One value of a scale (`rating`, `predicate`, `organisation_predicate`) and how people spell it."""

    scale: str
    code: str
    label_indonesian: str
    label_english: str
    spellings: tuple[str, ...]
    source: Source
    siasn_code: str | None = None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the predicate matrix with the three national codes."""

    result_rating: str
    behaviour_rating: str
    predicate: str
    predicate_indonesian: str
    label_on_form: str
    siasn_result_code: str
    siasn_behaviour_code: str
    siasn_predicate_code: str
    source: Source


@dataclass(frozen=True, slots=True)
class DistributionRule:
    """One line of distribution guidance; `value` in percent (`share`) or people (`count`)."""

    rule_id: str
    organisation_predicate: str
    predicates: tuple[str, ...]
    measure: str
    kind: str
    source: Source
    operator: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BehaviourGuide:
    """One behaviour guide of a value: wording of the forms and of the law of 2023."""

    number: int
    guide_indonesian: str
    guide_english: str
    guide_law_2023: str
    source: Source


@dataclass(frozen=True, slots=True)
class BehaviourValue:
    """One of the seven BerAKHLAK values with its three guides."""

    code: str
    number: int
    name_indonesian: str
    name_english: str
    meaning_indonesian: str
    meaning_english: str
    guides: tuple[BehaviourGuide, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class CreditLevel:
    """A level of a functional position; `coefficient` in credit points per year."""

    level: str
    label_indonesian: str
    coefficient: Decimal
    siasn_level_code: str
    siasn_coefficient_code_for_good: str
    source: Source


@dataclass(frozen=True, slots=True)
class CreditPercentage:
    """Percent of the coefficient that a predicate earns."""

    predicate: str
    percentage: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class CreditNeed:
    """Points needed from a grade to the next rank and level; None = none."""

    rank_grade: str
    level: str
    conventional_from: Decimal
    base_value: Decimal
    integrated_from: Decimal
    integrated_to: Decimal
    source: Source
    need_next_rank: Decimal | None = None
    need_next_rank_in_brackets: Decimal | None = None
    need_next_level: Decimal | None = None
    conventional_below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LevelNeed:
    """Points needed in the skill levels; two values for the next level mean the sources disagree."""

    level: str
    need_next_rank: Decimal
    need_next_level: tuple[Decimal, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: `days` counted from `anchor`, or a fixed date in words."""

    deadline_id: str
    actor: str
    action_indonesian: str
    action_english: str
    source: Source
    document: str | None = None
    anchor: str | None = None
    days: int | None = None
    day_kind: str | None = None
    fixed_date_indonesian: str | None = None
    fixed_date_english: str | None = None
    if_missed_english: str | None = None


@dataclass(frozen=True, slots=True)
class SiasnCode:
    """One code of the national personnel system."""

    list_name: str
    code: str
    label_indonesian: str
    identifier: str
    source: Source


@dataclass(frozen=True, slots=True)
class Instrument:
    """The survey instrument: elements in list order, grades from D to A."""

    elements: tuple[ServiceElement, ...]
    grades: tuple[GradeBand, ...]


@dataclass(frozen=True, slots=True)
class CreditTables:
    """All tables of the credit points regulation."""

    levels: tuple[CreditLevel, ...]
    percentages: tuple[CreditPercentage, ...]
    needs: tuple[CreditNeed, ...]
    level_needs: tuple[LevelNeed, ...]


@dataclass(frozen=True, slots=True)
class NineBox:
    """One of the nine boxes: its number, the levels that meet in it, and what is recommended."""

    box: int
    performance: str
    potential: str
    recommendation_indonesian: str
    recommendation_english: str
    source: Source


@dataclass(frozen=True, slots=True)
class DisciplineBand:
    """Days of absence without a valid reason and what they lead to; `days_to` None is no upper end."""

    count_kind: str
    days_from: int
    sanction: str
    severity: str
    siasn_code: str
    label_indonesian: str
    label_english: str
    source: Source
    days_to: int | None = None
