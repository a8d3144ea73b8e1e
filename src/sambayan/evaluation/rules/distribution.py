"""Distribution guidance in whole people: a warning with a reason, never a block."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from sambayan.regulations import catalogue
from sambayan.regulations.rows import DistributionRule

from .predicate import OrganisationPredicate, Predicate


class RuleSet(StrEnum):
    """The two texts that guide the distribution; they conflict in part. Source: see the catalogue."""

    SE_MENPANRB_3_2023 = "se_menpanrb_3_2023"
    PERMENPANRB_6_2022 = "permenpanrb_6_2022"


class Explanation(StrEnum):
    """Why a distribution fits, does not fit, or cannot be judged."""

    FITS = "fits"
    RULE_BREACHED = "rule_breached"
    ONLY_DOMINANT_UNMET = "only_dominant_unmet"
    NO_DIVISION_POSSIBLE = "no_division_possible"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Bound:
    """Least and most people in one predicate, or in several joined ones."""

    predicates: tuple[Predicate, ...]
    minimum: int
    maximum: int

    @property
    def key(self) -> str:
        """Predicates joined by a bar, as in the rule file."""
        return "|".join(self.predicates)


@dataclass(frozen=True, slots=True)
class DistributionCheck:
    """Result of a check; `fits` None = cannot be judged or only an expectation is unmet.

    `breached_rules` names every rule that is not met, in the order of the rule file.
    """

    organisation_predicate: OrganisationPredicate
    rule_set: RuleSet
    counts: Mapping[Predicate, int]
    fits: bool | None
    breached_rules: tuple[str, ...]
    bounds: tuple[Bound, ...]
    explanation: Explanation


def guide(
    organisation_predicate: OrganisationPredicate,
    people: int,
    rule_set: RuleSet = RuleSet.SE_MENPANRB_3_2023,
) -> tuple[Bound, ...]:
    """Whole-people bounds: the five predicates from best to worst, then joined predicates with a bound.

    "At most" is rounded down, "at least" up. ValueError for negative people.
    Source: the rule set; rounding to whole people is local policy.
    """
    if people < 0:
        raise ValueError(f"{people} people")
    numbered = [rule for rule in _rules(organisation_predicate, rule_set) if _is_numbered(rule)]
    groups: dict[tuple[Predicate, ...], list[DistributionRule]] = {(item,): [] for item in Predicate}
    for rule in numbered:
        groups.setdefault(_predicates(rule), []).append(rule)
    return tuple(
        Bound(
            group,
            max([0, *(ceil(_people(rule, people)) for rule in rules if rule.operator == ">=")]),
            min([people, *(floor(_people(rule, people)) for rule in rules if rule.operator == "<=")]),
        )
        for group, rules in groups.items()
    )


def check(
    organisation_predicate: OrganisationPredicate,
    counts: Mapping[Predicate, int],
    rule_set: RuleSet = RuleSet.SE_MENPANRB_3_2023,
) -> DistributionCheck:
    """Compare counts of people with the guidance; predicates not named count 0.

    `fits` is None for nobody, when no division of this many people meets all rules, and when only a
    "dominant" expectation is unmet; False when a rule with a number is breached; else True. ValueError for
    negative counts. Source: the rule set; semantics local policy (`distribution_mode = warn`).
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("negative count of people")
    full = {item: counts.get(item, 0) for item in Predicate}
    people = sum(full.values())
    bounds = guide(organisation_predicate, people, rule_set)
    rules = _rules(organisation_predicate, rule_set)
    unmet = [rule for rule in rules if people and not _is_met(rule, full)]
    if people == 0:
        explanation, fits = Explanation.NOBODY, None
    elif not _is_possible(bounds, _dominant(rules), people):
        explanation, fits = Explanation.NO_DIVISION_POSSIBLE, None
    elif any(_is_numbered(rule) for rule in unmet):
        explanation, fits = Explanation.RULE_BREACHED, False
    elif unmet:
        explanation, fits = Explanation.ONLY_DOMINANT_UNMET, None
    else:
        explanation, fits = Explanation.FITS, True
    breached = tuple(rule.rule_id for rule in unmet)
    return DistributionCheck(organisation_predicate, rule_set, full, fits, breached, bounds, explanation)


def _rules(organisation: OrganisationPredicate, rule_set: RuleSet) -> tuple[DistributionRule, ...]:
    return tuple(rule for rule in catalogue.distribution_rules(rule_set) if rule.organisation_predicate == organisation)


def _predicates(rule: DistributionRule) -> tuple[Predicate, ...]:
    return tuple(Predicate(item) for item in rule.predicates)


def _is_numbered(rule: DistributionRule) -> bool:
    """A share or count that can be breached ("at least 0" only says that a predicate may occur)."""
    return rule.value is not None and not (rule.operator == ">=" and rule.value == 0)


def _people(rule: DistributionRule, people: int) -> Fraction:
    """The bound of a numbered rule in people, not yet whole."""
    value = Fraction(rule.value or 0)
    return value * people / 100 if rule.measure == "share" else value


def _is_met(rule: DistributionRule, counts: Mapping[Predicate, int]) -> bool:
    group = _predicates(rule)
    found = sum(counts[item] for item in group)
    if rule.measure == "dominant":
        return all(found > count for item, count in counts.items() if item not in group)
    bound = _people(rule, sum(counts.values()))
    return found <= bound if rule.operator == "<=" else found >= bound


def _dominant(rules: tuple[DistributionRule, ...]) -> Predicate | None:
    return next((_predicates(rule)[0] for rule in rules if rule.measure == "dominant"), None)


def _is_possible(bounds: tuple[Bound, ...], dominant: Predicate | None, people: int) -> bool:
    """Whether some division of `people` meets all bounds and the dominant expectation.

    Joined bounds do not overlap, so room can be counted group by group. The larger the dominant group, the
    more room the others have; only its largest possible size needs to be tried.
    """
    least = {bound.predicates[0]: bound.minimum for bound in bounds if len(bound.predicates) == 1}
    most = {bound.predicates[0]: bound.maximum for bound in bounds if len(bound.predicates) == 1}
    groups = [bound for bound in bounds if len(bound.predicates) > 1]
    if dominant is not None:
        needed = sum(_room(groups, least, most, dominant)[0])
        size = min(most[dominant], people - needed)
        most = {item: min(limit, size - 1) for item, limit in most.items()}
        least[dominant] = most[dominant] = size
    lows, highs = _room(groups, least, most, None)
    fits_each = all(low <= high for low, high in zip(lows, highs, strict=True))
    return fits_each and sum(lows) <= people <= sum(highs)


def _room(
    groups: list[Bound],
    least: Mapping[Predicate, int],
    most: Mapping[Predicate, int],
    without: Predicate | None,
) -> tuple[list[int], list[int]]:
    """Least and most people of each joined group and of each predicate outside the groups."""
    joined = {item for group in groups for item in group.predicates}
    lows = [max(group.minimum, sum(least[item] for item in group.predicates)) for group in groups]
    highs = [min(group.maximum, sum(most[item] for item in group.predicates)) for group in groups]
    alone = [item for item in Predicate if item not in joined and item is not without]
    return lows + [least[item] for item in alone], highs + [most[item] for item in alone]
