"""What followed from the oldest quarter of the demo: credit points, potential, the national file, one export."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sambayan.config.demo.stage import Stage
from sambayan.config.demo.timeline import Quarter
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.outcomes import actions, queries
from sambayan.outcomes.rules import ForeignResult, Key, OwnResult, Potential

_UNKNOWN_EVERY, _MISSING_EVERY, _DIFFERENT_EVERY, _EMPTY_EVERY, _UNSCORED_EVERY = 29, 31, 37, 43, 13
_STRANGER = ("199901012024049999", "Pegawai Contoh yang Pindah")
_POTENTIALS = (Potential.MEDIUM, Potential.HIGH, Potential.MEDIUM, Potential.LOW, Potential.HIGH)
_SOURCE = "Hasil pemetaan potensi (contoh)"


def build(stage: Stage) -> int:
    """Count, upload and export as the administrator would have; how many credit points were counted."""
    quarter, by = stage.line.evaluated[0], stage.persona_actor("administrator")
    scope = queries.period_scope(stage.periods[quarter].pk)
    assert scope is not None
    assert scope.period is not None
    counted, _again = actions.count_credit(scope, by=by, at=stage.line.before(16, 9))
    own = list(queries.own_results(scope.period))
    told = _national(quarter, own)
    actions.upload_national(scope, told, by=by, at=stage.line.before(15, 10))
    actions.upload_potential(scope, list(_scores(quarter, own)), by=by, at=stage.line.before(15, 11))
    actions.export(scope, by=by, at=stage.line.before(14, 14))
    return counted


def _national(quarter: Quarter, own: Sequence[OwnResult]) -> actions.Told:
    """The file of the national application: some results missing, some different, one of somebody who left."""
    results = [found for place, each in enumerate(own, 1) if (found := _foreign(place, each))]
    key = Key(_STRANGER[0], quarter.year, "quarterly", quarter.number)
    results.append(ForeignResult(key, _STRANGER[1], Rating.MEETS, Rating.MEETS, Predicate.GOOD))
    known = [each.employee_number for place, each in enumerate(own, 1) if place % _UNKNOWN_EVERY]
    name = f"ekspor-siasn-triwulan-{quarter.number}-{quarter.year}-contoh.xlsx"
    mark = hashlib.sha256(name.encode()).hexdigest()
    return actions.Told(name, mark, results, {number: _national_id(number) for number in known})


def _foreign(place: int, own: OwnResult) -> ForeignResult | None:
    if place % _MISSING_EVERY == 0:
        return None
    key = Key(own.employee_number, own.to_date.year, own.kind.value, own.number)
    there = ForeignResult(key, own.name, own.result, own.behaviour, own.predicate)
    if place % _DIFFERENT_EVERY == 0:
        other = Rating.ABOVE if own.behaviour is Rating.MEETS else Rating.MEETS
        return replace(there, behaviour=other)
    return replace(there, predicate=None) if place % _EMPTY_EVERY == 0 else there


def _national_id(number: str) -> str:
    return f"CONTOH{hashlib.sha256(number.encode()).hexdigest()[:26].upper()}"


def _scores(quarter: Quarter, own: Sequence[OwnResult]) -> Iterator[tuple[str, int, Potential, str]]:
    for place, each in enumerate(own, 1):
        if place % _UNSCORED_EVERY:
            yield each.employee_number, quarter.year, _POTENTIALS[place % len(_POTENTIALS)], _SOURCE
