"""What surrounds a rating: the matrix, the team, and the distribution guide in whole people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from sambayan.common.language import worded
from sambayan.evaluation import rules
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries.advice import is_too_small, rule_sets
from sambayan.policies.rules import Values


def matrix() -> tuple[list[tuple[str, str, list[str]]], list[tuple[str, str]]]:
    """The nine cells as the component `matrix` wants them: rows from above, columns from below, words translated.

    Source: PermenPANRB 6/2022 Lampiran IV.B.3 p99, p102-103.
    """
    columns = list(reversed(rules.Rating))
    rows = [
        (row.value, _(SHORT[row]), [_(rules.predicate(row, column).label_on_form) for column in columns])
        for row in rules.Rating
    ]
    return rows, [(column.value, _(SHORT[column])) for column in columns]


SHORT = {
    rules.Rating.ABOVE: noop("Di atas"),
    rules.Rating.MEETS: noop("Sesuai"),
    rules.Rating.BELOW: noop("Di bawah"),
}


@dataclass(frozen=True)
class Neighbours:
    """The team around one person while rating: place in the row, who comes before and after, states."""

    place: int
    total: int
    previous: PerformanceEvaluation | None
    following: PerformanceEvaluation | None
    done: int


def neighbours(members: Sequence[PerformanceEvaluation], pk: int) -> Neighbours:
    """Where a person stands in the team, for the next-person bar."""
    place = next(number for number, member in enumerate(members) if member.pk == pk)
    return Neighbours(
        place=place + 1,
        total=len(members),
        previous=members[place - 1] if place else None,
        following=members[place + 1] if place + 1 < len(members) else None,
        done=sum(bool(member.predicate) for member in members),
    )


@dataclass(frozen=True)
class Distribution:
    """The guide of a team in whole people: what is rated so far, what the guide leaves room for, what does not fit."""

    organisation_predicate: rules.OrganisationPredicate
    counts: dict[rules.Predicate, int]
    people: int
    bounds: tuple[rules.Bound, ...]
    check: rules.DistributionCheck | None
    too_small: bool = False
    rule_sets: tuple[rules.RuleSet, ...] = tuple(rules.RuleSet)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What each text in use says of this organisation, in words: they conflict in part, so both are shown."""
        return [(_(_TITLES[rule_set]), self._told(rule_set)) for rule_set in self.rule_sets]

    def _told(self, rule_set: rules.RuleSet) -> str:
        most = worded(_DOMINANT[self.organisation_predicate])
        if rule_set is rules.RuleSet.PERMENPANRB_6_2022:
            told = _("Idealnya sebagian besar {most}; predikat lain tetap mungkin, tanpa angka.")
            return told.format(most=most)
        named = [f"{worded(v)} {self._note(v)}" for v in rules.Predicate if self._note(v)]
        return "; ".join([*named, *self.joint]) + "." if named or self.joint else _("Tanpa angka untuk tim ini.")

    @property
    def conflicts(self) -> bool:
        """Whether the circular sets numbers where the regulation sets none."""
        return len(self.rule_sets) > 1 and any(self._note(value) for value in rules.Predicate)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One row a predicate for the component `distribution`, with the guide in whole people."""
        return [
            {
                "predicate": value.value,
                "label": worded(value),
                "count": self.counts[value],
                "guide": self._cap(value),
                "note": self._note(value),
            }
            for value in rules.Predicate
        ]

    @property
    def joint(self) -> list[str]:
        """The guides that hold for several predicates together, in words."""
        return [
            _("{names}: bersama paling sedikit {n} orang").format(
                names=" + ".join(worded(value) for value in bound.predicates), n=bound.minimum
            )
            for bound in self.bounds
            if len(bound.predicates) > 1 and bound.minimum
        ]

    def _bound(self, value: rules.Predicate) -> rules.Bound | None:
        return next((bound for bound in self.bounds if bound.predicates == (value,)), None)

    def _cap(self, value: rules.Predicate) -> int | None:
        bound = self._bound(value)
        return bound.maximum if bound and bound.maximum < self.people else None

    def _note(self, value: rules.Predicate) -> str:
        bound = self._bound(value)
        if bound and bound.maximum < self.people:
            return _("paling banyak {n} dari {people}").format(n=bound.maximum, people=self.people)
        if bound and bound.minimum:
            return _("paling sedikit {n} dari {people}").format(n=bound.minimum, people=self.people)
        return ""


def distribution(
    members: Sequence[PerformanceEvaluation], organisation: str, values: Values | None = None
) -> Distribution | None:
    """The distribution guide of a team; None until the organisation predicate is set. It warns and never blocks.

    With `values` the texts in use and the size below which no guide applies are those of the settings.
    """
    if not organisation:
        return None
    predicate = rules.OrganisationPredicate(organisation)
    tally = Counter(rules.Predicate(member.predicate) for member in members if member.predicate)
    counts = {value: tally[value] for value in rules.Predicate}
    complete = tally.total() == len(members)
    return Distribution(
        predicate,
        counts,
        len(members),
        rules.guide(predicate, len(members)),
        rules.check(predicate, counts) if complete else None,
        values is not None and is_too_small(organisation, len(members), values),
        tuple(rule_sets(values)) if values else tuple(rules.RuleSet),
    )


_DOMINANT = {
    rules.OrganisationPredicate.EXCELLENT: rules.Predicate.VERY_GOOD,
    rules.OrganisationPredicate.GOOD: rules.Predicate.GOOD,
    rules.OrganisationPredicate.NEEDS_IMPROVEMENT: rules.Predicate.NEEDS_IMPROVEMENT,
    rules.OrganisationPredicate.POOR: rules.Predicate.POOR,
    rules.OrganisationPredicate.VERY_POOR: rules.Predicate.VERY_POOR,
}
"""The predicate most staff ideally have. Source: PermenPANRB 6/2022 Lampiran IV.B.2 p94-97."""
_TITLES = {
    rules.RuleSet.SE_MENPANRB_3_2023: noop("SE MenPANRB 3/2023 (dikutip sumber lain, belum diverifikasi)"),
    rules.RuleSet.PERMENPANRB_6_2022: noop("PermenPANRB 6/2022 hlm. 94–97"),
}
