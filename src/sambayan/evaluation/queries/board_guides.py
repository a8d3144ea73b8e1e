"""The people of a calibration session against the guides of the distribution, as far as a reader may know."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from sambayan.common.language import worded
from sambayan.evaluation import rules
from sambayan.evaluation.models import CalibrationMember
from sambayan.evaluation.queries.advice import rule_sets
from sambayan.policies.queries import values_on


@dataclass(frozen=True)
class Guide:
    """Actual against one guide, in whole people, with what it says about so many people."""

    rule_set: rules.RuleSet
    rows: list[dict[str, Any]]
    people: int
    verdict: str
    is_question: bool


@dataclass(frozen=True)
class _Tally:
    """How everybody of a session stands, as far as this reader may know: also who is not rated yet is one of them."""

    counts: dict[rules.Predicate, int]
    people: int
    unrated: int
    hidden: int
    limit: int


def guides(
    organisation: rules.OrganisationPredicate,
    members: Sequence[CalibrationMember],
    visible: Sequence[CalibrationMember],
    day: date,
) -> list[Guide]:
    """Everybody of a session against each text in use.

    Whoever is concealed from the reader counts among the people and in no predicate: one count more would say where
    somebody stands whom the reader may not see.
    """
    shown = Counter(rules.Predicate(each.evaluation.predicate) for each in visible if each.evaluation.predicate)
    tally = _Tally(
        {value: shown[value] for value in rules.Predicate},
        len(members),
        sum(not member.evaluation.predicate for member in members),
        len(members) - len(visible),
        values_on(day).integer("small_unit_limit"),
    )
    return [_guide(organisation, tally, chosen) for chosen in rule_sets(values_on(day))]


def _guide(organisation: rules.OrganisationPredicate, tally: _Tally, rule_set: rules.RuleSet) -> Guide:
    people, counts = tally.people, tally.counts
    all_bounds = rules.guide(organisation, people, rule_set)
    bounds = {bound.predicates[0]: bound for bound in all_bounds if len(bound.predicates) == 1}
    rows = [
        {
            "predicate": value.value,
            "label": worded(value),
            "count": counts[value],
            "guide": bounds[value].maximum if bounds[value].maximum < people else None,
            "note": _bound_words(bounds[value], people),
        }
        for value in rules.Predicate
    ]
    joint = [
        _("{names} bersama paling sedikit {n} orang").format(
            names=" + ".join(worded(value) for value in bound.predicates), n=bound.minimum
        )
        for bound in all_bounds
        if len(bound.predicates) > 1 and bound.minimum
    ]
    is_over = any(counts[value] > bounds[value].maximum for value in rules.Predicate)
    verdict, is_question = _verdict(organisation, tally, rule_set, is_over=is_over)
    words = " ".join([verdict, *(f"{line}." for line in joint)])
    return Guide(rule_set, rows, people, words, is_question)


def _verdict(
    organisation: rules.OrganisationPredicate, tally: _Tally, rule_set: rules.RuleSet, *, is_over: bool
) -> tuple[str, bool]:
    """What the guide says of so many people, and whether that is a question: as on the page of the rating."""
    everybody = rules.check(organisation, {rules.Predicate.GOOD: tally.people}, rule_set)
    if tally.people <= tally.limit or everybody.explanation is rules.Explanation.NO_DIVISION_POSSIBLE:
        return _("Panduan ini tidak dapat diterapkan pada {n} orang.").format(n=tally.people), False
    if is_over:
        return _(_VERDICTS[rules.Explanation.RULE_BREACHED]), True
    if tally.unrated == tally.people:
        return _(_VERDICTS[rules.Explanation.NOBODY]), False
    if tally.unrated:
        told = _("{n} orang belum dinilai; sebarannya dibandingkan dengan panduan setelah semua dinilai.")
        return told.format(n=tally.unrated), False
    if tally.hidden:
        told = _("Kesimpulan atas sebaran lengkap tidak ditampilkan: {n} orang dirahasiakan dari Anda.")
        return told.format(n=tally.hidden), False
    checked = rules.check(organisation, tally.counts, rule_set)
    return _(_VERDICTS[checked.explanation]), checked.fits is False


def _bound_words(bound: rules.Bound, people: int) -> str:
    if bound.maximum < people:
        return _("paling banyak {n} dari {people}").format(n=bound.maximum, people=people)
    if bound.minimum:
        return _("paling sedikit {n} dari {people}").format(n=bound.minimum, people=people)
    return ""


_VERDICTS = {
    rules.Explanation.FITS: noop("Sebaran sesuai dengan panduan ini."),
    rules.Explanation.RULE_BREACHED: noop(
        "Sebaran berbeda dari panduan ini. Itu pertanyaan untuk dibahas, bukan kesalahan."
    ),
    rules.Explanation.ONLY_DOMINANT_UNMET: noop("Predikat yang diharapkan dominan belum yang terbanyak."),
    rules.Explanation.NOBODY: noop("Belum ada yang dinilai."),
}
