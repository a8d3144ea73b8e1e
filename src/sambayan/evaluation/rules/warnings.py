"""What the page of the rating warns of: each warning asks for a reason, none forbids a rating."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .distribution import Explanation, RuleSet, check, guide
from .predicate import Axis, OrganisationPredicate, Predicate, Rating


@dataclass(frozen=True, slots=True)
class Heard:
    """How often an employee was told before the rating that something is not well: on results, on behaviour, guidance.

    Praise is not among it: nobody learns from praise that he stands below what is expected.
    """

    on_results: int = 0
    on_behaviour: int = 0
    guidance: int = 0


def unsupported(result: Rating, behaviour: Rating, heard: Heard) -> tuple[Axis, ...]:
    """The axes rated below expectation without any earlier feedback or guidance on them; guidance counts for both.

    Source: local policy, on PermenPANRB 6/2022 Ps 17-20 (feedback all year, guidance before the end).
    """
    told = {Axis.RESULT: heard.on_results + heard.guidance, Axis.BEHAVIOUR: heard.on_behaviour + heard.guidance}
    rated = {Axis.RESULT: result, Axis.BEHAVIOUR: behaviour}
    return tuple(axis for axis in Axis if rated[axis] is Rating.BELOW and not told[axis])


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a team stands against one of the two texts: what it says of this organisation, and whether the team fits."""

    rule_set: RuleSet
    fits: bool | None
    over: tuple[Predicate, ...]

    @property
    def asks(self) -> bool:
        """Whether a reason is asked for."""
        return self.fits is False or bool(self.over)


def guidance(
    organisation: OrganisationPredicate,
    counts: Mapping[Predicate, int],
    people: int,
    rule_sets: Sequence[RuleSet],
) -> tuple[Guidance, ...]:
    """The team against each text in use; a predicate over its cap counts at once, the rest once everybody is rated.

    Source: PermenPANRB 6/2022 Lampiran IV.B.2 p94-97; SE MenPANRB 3/2023 as reported; when to ask is local policy.
    """
    complete = sum(counts.values()) == people
    return tuple(
        Guidance(
            rule_set,
            check(organisation, counts, rule_set).fits if complete else None,
            tuple(
                bound.predicates[0]
                for bound in guide(organisation, people, rule_set)
                if len(bound.predicates) == 1 and counts.get(bound.predicates[0], 0) > bound.maximum
            ),
        )
        for rule_set in rule_sets
    )


def too_small(organisation: OrganisationPredicate, people: int, limit: int) -> bool:
    """Whether the guide cannot apply to a team this small: at most `limit` people, or no division can meet it.

    Source: local policy (`small_unit_limit`), because "at least one" and 10 % need more people.
    """
    impossible = check(organisation, {Predicate.GOOD: people}).explanation is Explanation.NO_DIVISION_POSSIBLE
    return people <= limit or impossible
