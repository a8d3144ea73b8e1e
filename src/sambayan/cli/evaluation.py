"""`sambayan predicate`, `distribution`, `credit`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from .messages import CommandError, Key, Words
from .options import argument, command, json_flag, option
from .output import number, write_json, write_pairs, write_table
from .parsing import choice, whole_number

if TYPE_CHECKING:
    from sambayan.evaluation.rules import Bound, DistributionCheck, OrganisationPredicate, Predicate, Rating
    from sambayan.regulations.rows import DistributionRule

MOST_PEOPLE = 10_000_000
_SHORT = ("SB", "B", "BP", "K", "SK")
_Value = TypeVar("_Value")


def commands(words: Words) -> list[click.Command]:
    """The commands of this group."""
    ratings = [argument("result", "RESULT"), argument("behaviour", "BEHAVIOUR")]
    organisation = argument("organisation_predicate", "ORGANISATION_PREDICATE")
    counts = [argument(name.lower(), name) for name in _SHORT]
    rules = option("--rules", words, metavar="RULES", default="se_menpanrb_3_2023")
    level = [argument("level", "LEVEL"), argument("predicate_word", "PREDICATE")]
    months = option("--months", words, metavar="N", default="12")
    return [
        command("predicate", words, predicate, [*ratings, json_flag(words)]),
        command("distribution", words, distribution, [organisation, *counts, rules, json_flag(words)]),
        command("credit", words, credit, [*level, months, json_flag(words)]),
    ]


def predicate(words: Words, result: str, behaviour: str, *, as_json: bool) -> None:
    """Predicate of two ratings."""
    from sambayan.evaluation import rules  # noqa: PLC0415

    first = _parsed(words, rules.parse_rating, result, "rating")
    second = _parsed(words, rules.parse_rating, behaviour, "rating")
    found = rules.predicate(first, second)
    label = _label(found, words)
    if as_json:
        write_json({"predicate": found, "label": label, "siasn_code": found.siasn_code})
        return
    write_pairs(
        [
            (words("predicate.result"), _label(first, words)),
            (words("predicate.behaviour"), _label(second, words)),
            (words("predicate.predicate"), label),
            (words("predicate.siasn"), found.siasn_code),
        ]
    )


def distribution(words: Words, organisation_predicate: str, rules: str, *, as_json: bool, **counts: str) -> None:
    """Compare people per predicate with the guidance."""
    from sambayan.evaluation import rules as law  # noqa: PLC0415

    organisation = _parsed(words, law.parse_organisation_predicate, organisation_predicate, "organisation_predicate")
    rule_set = choice(rules, law.RuleSet, "rules")
    people = {
        item: whole_number(counts[name.lower()], "count", low=0, high=MOST_PEOPLE)
        for item, name in zip(law.Predicate, _SHORT, strict=True)
    }
    checked = law.check(organisation, people, rule_set)
    if as_json:
        write_json(_distribution_json(checked, words))
        return
    _write_distribution(checked, words)


def credit(words: Words, level: str, predicate_word: str, months: str, *, as_json: bool) -> None:
    """Credit points of a level and a predicate."""
    from sambayan.evaluation import rules  # noqa: PLC0415

    place = _parsed(words, rules.parse_level, level, "level")
    earned = _parsed(words, rules.parse_predicate, predicate_word, "predicate")
    span = whole_number(months, "months", low=1, high=12)
    points = rules.credit(place, earned, span)
    if as_json:
        write_json({"credit": f"{points:f}"})
        return
    write_pairs(
        [
            (words("credit.level"), place.label),
            (words("credit.predicate"), _label(earned, words)),
            (words("credit.months"), str(span)),
            (words("credit.credit"), number(points, words)),
        ]
    )
    if rules.exact_credit(place, earned, span) != points:
        click.echo(words("credit.rounded"))


def _parsed(words: Words, parse: Callable[[str], _Value], text: str, name: str) -> _Value:
    """A word of a scale, or the sentence that lists what is accepted."""
    from sambayan.evaluation.rules import UnknownLevelError, UnknownWordError  # noqa: PLC0415

    try:
        return parse(text)
    except (UnknownLevelError, UnknownWordError) as error:
        accepted = ", ".join(error.accepted if words.is_indonesian else error.codes)
        raise CommandError("error.choice", name=Key(f"name.{name}"), word=text, accepted=accepted) from error


def _label(value: "Rating | Predicate | OrganisationPredicate", words: Words) -> str:
    return value.label if words.is_indonesian else value.label_english


def _distribution_json(checked: "DistributionCheck", words: Words) -> dict[str, object]:
    return {
        "organisation_predicate": checked.organisation_predicate,
        "rule_set": checked.rule_set,
        "counts": dict(checked.counts),
        "fits": checked.fits,
        "breached_rules": list(checked.breached_rules),
        "bounds": {bound.key: {"min": bound.minimum, "max": bound.maximum} for bound in checked.bounds},
        "explanation": " ".join(_explanation(checked, words)),
    }


def _write_distribution(checked: "DistributionCheck", words: Words) -> None:
    verdict = {True: "distribution.yes", False: "distribution.no", None: "distribution.unclear"}
    write_pairs(
        [
            (words("distribution.organisation"), _label(checked.organisation_predicate, words)),
            (words("distribution.rules"), checked.rule_set),
            (words("distribution.people"), number(sum(checked.counts.values()), words)),
            (words("distribution.verdict"), words(verdict[checked.fits])),
        ]
    )
    click.echo()
    header = [words(f"distribution.{name}") for name in ("predicate", "now", "least", "most")]
    write_table(header, [_bound_row(bound, checked, words) for bound in checked.bounds])
    click.echo()
    for sentence in _explanation(checked, words):
        click.echo(sentence)
    click.echo(words("distribution.guidance"))


def _bound_row(bound: "Bound", checked: "DistributionCheck", words: Words) -> list[str]:
    found = sum(checked.counts[item] for item in bound.predicates)
    people = (found, bound.minimum, bound.maximum)
    return [_joined(bound.predicates, words), *(number(value, words) for value in people)]


def _joined(predicates: "tuple[Predicate, ...]", words: Words) -> str:
    return words("distribution.and_or").join(_label(item, words) for item in predicates)


def _explanation(checked: "DistributionCheck", words: Words) -> list[str]:
    from sambayan.evaluation.rules import Explanation  # noqa: PLC0415
    from sambayan.regulations.catalogue import distribution_rules  # noqa: PLC0415

    head = words(f"distribution.{checked.explanation}", people=sum(checked.counts.values()))
    if checked.explanation is Explanation.NO_DIVISION_POSSIBLE:
        return [head]
    unmet = [rule for rule in distribution_rules(checked.rule_set) if rule.rule_id in checked.breached_rules]
    return [head, *(_unmet(rule, checked, words) for rule in unmet)]


def _unmet(rule: "DistributionRule", checked: "DistributionCheck", words: Words) -> str:
    from sambayan.evaluation.rules import Predicate  # noqa: PLC0415

    group = tuple(Predicate(item) for item in rule.predicates)
    names = _joined(group, words)
    if rule.measure == "dominant":
        return words("distribution.dominant", rule=rule.rule_id, predicates=names)
    bound = next(bound for bound in checked.bounds if bound.predicates == group)
    is_cap = rule.operator == "<="
    return words(
        "distribution.at_most" if is_cap else "distribution.at_least",
        rule=rule.rule_id,
        predicates=names,
        bound=number(bound.maximum if is_cap else bound.minimum, words),
        found=number(sum(checked.counts[item] for item in group), words),
    )
