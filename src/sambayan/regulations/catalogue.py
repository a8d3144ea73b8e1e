"""The law as data: loads the YAML files of this folder once into frozen dataclasses.

Every row carries a `Source`: where it is written, how sure we are of it (`mark`) and from which day it
holds. A file states shared source fields once per section (`defaults`); a row may override each of them.
"""

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sambayan.regulations.rows import (
    BehaviourGuide,
    BehaviourValue,
    CreditLevel,
    CreditNeed,
    CreditPercentage,
    CreditTables,
    Deadline,
    DisciplineBand,
    DistributionRule,
    GradeBand,
    Instrument,
    LevelNeed,
    Mark,
    MatrixCell,
    NineBox,
    ServiceElement,
    Setting,
    SiasnCode,
    Source,
    Word,
)

FILES = (
    "skm.yaml",
    "predicate_matrix.yaml",
    "distribution_rules.yaml",
    "behaviour_values.yaml",
    "credit_points.yaml",
    "deadlines.yaml",
    "siasn_codes.yaml",
    "nine_box.yaml",
    "discipline_bands.yaml",
    "settings.yaml",
)
RULE_SETS = ("se_menpanrb_3_2023", "permenpanrb_6_2022")
_SOURCE_FIELDS = ("source", "mark", "valid_from", "note")
_Row = TypeVar("_Row")


@cache
def survey_instrument() -> Instrument:
    """Elements and grades of the satisfaction survey. Source: PermenPANRB 14/2017, Lampiran."""
    return Instrument(_rows("skm.yaml", "elements", ServiceElement), _rows("skm.yaml", "grades", GradeBand))


@cache
def words(scale: str) -> tuple[Word, ...]:
    """Values of one scale from best to worst. Source: PermenPANRB 6/2022 L IV.B."""
    return tuple(word for word in _rows("predicate_matrix.yaml", "words", Word) if word.scale == scale)


@cache
def predicate_matrix() -> tuple[MatrixCell, ...]:
    """The nine cells. Source: PermenPANRB 6/2022 L IV.B p99, p102-103."""
    return _rows("predicate_matrix.yaml", "cells", MatrixCell)


@cache
def distribution_rules(rule_set: str) -> tuple[DistributionRule, ...]:
    """Guidance of one rule set; KeyError for an unknown one. Source: see each row."""
    if rule_set not in RULE_SETS:
        raise KeyError(rule_set)
    return _rows("distribution_rules.yaml", rule_set, DistributionRule)


@cache
def behaviour_values() -> tuple[BehaviourValue, ...]:
    """Seven values, three guides each. Source: PermenPANRB 6/2022 Ps 10(3)."""
    return _rows("behaviour_values.yaml", "behaviour_values", BehaviourValue)


@cache
def credit_tables() -> CreditTables:
    """Coefficients, percentages and needs. Source: Peraturan BKN 3/2023."""
    name = "credit_points.yaml"
    return CreditTables(
        _rows(name, "levels", CreditLevel),
        _rows(name, "percentages", CreditPercentage),
        _rows(name, "needs", CreditNeed),
        _rows(name, "level_needs", LevelNeed),
    )


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Deadlines of the performance year. Source: PermenPANRB 6/2022, see each row."""
    return _rows("deadlines.yaml", "deadlines", Deadline)


def days_for(deadline_id: str) -> int:
    """How many days the law gives for one act, from the table of deadlines; KeyError where it gives no count."""
    found = next((row.days for row in deadlines() if row.deadline_id == deadline_id), None)
    if found is None:
        raise KeyError(deadline_id)
    return found


@cache
def siasn_codes() -> tuple[SiasnCode, ...]:
    """National codes in use. Source: SIASN reference data, see the file."""
    return _rows("siasn_codes.yaml", "codes", SiasnCode)


@cache
def nine_boxes() -> tuple[NineBox, ...]:
    """The nine boxes of talent management. Source: PermenPANRB 3/2020."""
    return _rows("nine_box.yaml", "boxes", NineBox)


@cache
def discipline_bands() -> tuple[DisciplineBand, ...]:
    """What absence without a valid reason leads to. Source: PP 94/2021 Ps 11."""
    return _rows("discipline_bands.yaml", "bands", DisciplineBand)


LAW_SET = "PermenPANRB 6/2022, 14/2017"
"""The regulations the data of this folder were written from, as documents name them."""


@cache
def settings() -> Mapping[str, Setting]:
    """Every changeable value by name, in the order of the handbook; the numbers of deadlines come from their table."""
    found = (_completed(row) for row in _rows("settings.yaml", "settings", Setting))
    return types.MappingProxyType({setting.name: setting for setting in found})


def _completed(row: Setting) -> Setting:
    if not row.deadline:
        return row
    source = next(deadline.source for deadline in deadlines() if deadline.deadline_id == row.deadline)
    return replace(row, value=str(days_for(row.deadline)), source=source)


@cache
def _document(name: str) -> Mapping[str, Any]:
    import yaml  # noqa: PLC0415 - keeps the command line quick to start

    text = resources.files("sambayan.regulations").joinpath(name).read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def _rows(name: str, section: str, kind: type[_Row]) -> tuple[_Row, ...]:
    part = _document(name)[section]
    defaults = part["defaults"]
    base = Source(defaults["source"], Mark(defaults["mark"]), defaults["valid_from"], defaults.get("note", ""))
    return tuple(_build(kind, row, base) for row in part["rows"])


def _build(kind: Callable[..., _Row], row: Mapping[str, Any], base: Source) -> _Row:
    """One row object; unknown or missing keys raise TypeError, so a misspelt file cannot load."""
    source = replace(
        base,
        text=row.get("source", base.text),
        mark=Mark(row.get("mark", base.mark)),
        valid_from=row.get("valid_from", base.valid_from),
        note=row.get("note", base.note),
    )
    hints = _hints(kind)
    values = {
        key: _convert(hints.get(key, object), value, source) for key, value in row.items() if key not in _SOURCE_FIELDS
    }
    return kind(**values, source=source)


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _convert(hint: Any, value: Any, source: Source) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_convert(get_args(hint)[0], item, source) for item in value)
    if get_origin(hint) in (Union, types.UnionType):
        hint = get_args(hint)[0]
    if hint is Decimal:
        return Decimal(value)
    if hint is BehaviourGuide:
        return _build(BehaviourGuide, value, source)
    return value
