"""The law of the evaluation as tables, each row with its source."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sambayan.evaluation import rules
from sambayan.evaluation.rules import (
    Axis,
    Explanation,
    Level,
    OrganisationPredicate,
    Predicate,
    Rating,
    ResultKind,
    ResultRow,
    RuleSet,
)
from sambayan.regulations import catalogue
from sambayan.surveys.rules import ServiceGrade

ABOVE, MEETS, BELOW = Rating
SB, B, BP, K, SK = Predicate
ISTIMEWA, BAIK, BUTUH, KURANG, SANGAT_KURANG = OrganisationPredicate
SE, PERMEN = RuleSet
MAIN, ADDITIONAL = ResultKind
SETTINGS = settings(max_examples=60, deadline=None, database=None)


# ---------- matrix


@pytest.mark.parametrize(
    ("result", "behaviour", "predicate"),
    [  # PermenPANRB 6/2022 L IV.B p99, p102-103
        (ABOVE, ABOVE, SB), (ABOVE, MEETS, B), (ABOVE, BELOW, K),
        (MEETS, ABOVE, B), (MEETS, MEETS, B), (MEETS, BELOW, K),
        (BELOW, ABOVE, BP), (BELOW, MEETS, BP), (BELOW, BELOW, SK),
    ],
)  # fmt: skip
def test_matrix(result, behaviour, predicate):
    assert rules.predicate(result, behaviour) is predicate


def test_matrix_is_not_symmetric():
    """Public code swaps the axes: bad behaviour is worse than bad results."""
    assert rules.predicate(ABOVE, BELOW) is not rules.predicate(BELOW, ABOVE)


@pytest.mark.parametrize(("result", "behaviour"), list(product(Rating, Rating)))
def test_what_would_change_moves_one_axis(result, behaviour):
    steps = rules.what_would_change(result, behaviour)
    assert len(steps) == 4
    for step in steps:
        moved = (step.rating, behaviour) if step.axis is Axis.RESULT else (result, step.rating)
        assert step.predicate is rules.predicate(*moved)
        assert moved != (result, behaviour)


def test_what_would_change_counts_steps_up_and_down():
    steps = rules.what_would_change(MEETS, BELOW)
    assert [(s.axis, s.rating, s.steps, s.predicate) for s in steps] == [
        (Axis.RESULT, ABOVE, 1, K),
        (Axis.RESULT, BELOW, -1, SK),
        (Axis.BEHAVIOUR, ABOVE, 2, B),
        (Axis.BEHAVIOUR, MEETS, 1, B),
    ]


@pytest.mark.parametrize(
    ("behaviour", "citizens", "expected"),
    [  # local policy survey_contrast_reason_required
        (ABOVE, "D", True), (ABOVE, "C", True), (ABOVE, "B", False), (ABOVE, "A", False),
        (MEETS, "D", False), (MEETS, "C", False), (MEETS, "B", False), (MEETS, "A", False),
        (BELOW, "D", False), (BELOW, "C", False), (BELOW, "B", True), (BELOW, "A", True),
        (ABOVE, None, False), (BELOW, None, False),
    ],
)  # fmt: skip
def test_contrast_of_citizens_and_rating(behaviour, citizens, expected):
    assert rules.contrast(behaviour, citizens and ServiceGrade(citizens)) is expected


# ---------- words


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("above", ABOVE), ("Di atas ekspektasi", ABOVE), ("DIATAS ESPEKTASI", ABOVE), ("di_atas-ekspektasi", ABOVE),
        ("1", ABOVE), ("  Diatas  ", ABOVE), ("Above expectations", ABOVE),
        ("sesuai", MEETS), ("SESUAI EKSPEKTASI", MEETS), ("2", MEETS), ("meets", MEETS),
        ("sesuai ekspetasi", MEETS), ("di bawah expektasi", BELOW), ("Di atas ekspectasi", ABOVE),
        ("dibawah espektasi", BELOW), ("Di Bawah", BELOW), ("3", BELOW), ("BELOW", BELOW),
    ],
)  # fmt: skip
def test_spellings_of_a_rating(text, rating):
    assert rules.parse_rating(text) is rating


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("very_good", SB), ("SB", SB), ("Sangat Baik", SB), ("sangat-baik", SB), ("1", SB),
        ("good", B), ("b", B), ("BAIK", B), ("2", B),
        ("BP", BP), ("Butuh Perbaikan", BP), ("cukup", BP), ("Cukup / Butuh Perbaikan", BP), ("3", BP),
        ("K", K), ("Kurang", K), ("Kurang/Misconduct", K), ("Kurang/ Mis conduct", K), ("Kurang (Misconduct)", K), ("4", K),
        ("SK", SK), ("sangat kurang", SK), ("5", SK), ("very poor", SK),
    ],
)  # fmt: skip
def test_spellings_of_a_predicate(text, predicate):
    assert rules.parse_predicate(text) is predicate


@pytest.mark.parametrize(
    ("text", "predicate"),
    [("Istimewa", ISTIMEWA), ("excellent", ISTIMEWA), ("baik", BAIK), ("Cukup", BUTUH), ("butuh_perbaikan", BUTUH),
     ("kurang", KURANG), ("SK", SANGAT_KURANG)],
)  # fmt: skip
def test_spellings_of_an_organisation_predicate(text, predicate):
    assert rules.parse_organisation_predicate(text) is predicate


@pytest.mark.parametrize(
    ("parse", "text", "first"),
    [
        (rules.parse_rating, "bagus", "Di atas ekspektasi"),
        (rules.parse_rating, "", "Di atas ekspektasi"),
        (rules.parse_rating, "ekspektasi", "Di atas ekspektasi"),
        (rules.parse_rating, "4", "Di atas ekspektasi"),
        (rules.parse_predicate, "istimewa", "Sangat Baik"),
        (rules.parse_predicate, "6", "Sangat Baik"),
        (rules.parse_organisation_predicate, "Sangat Baik", "Istimewa"),
    ],
)
def test_an_unknown_word_names_what_is_accepted(parse, text, first):
    with pytest.raises(rules.UnknownWordError) as caught:
        parse(text)
    assert (caught.value.word, caught.value.accepted[0]) == (text, first)
    assert len(caught.value.codes) == len(caught.value.accepted)


def test_labels_and_codes():
    assert [rating.label for rating in Rating] == ["Di atas ekspektasi", "Sesuai ekspektasi", "Di bawah ekspektasi"]
    assert [rating.label_english for rating in Rating] == [
        "Above expectation",
        "Meets expectation",
        "Below expectation",
    ]
    assert [rating.siasn_code for rating in Rating] == ["1", "2", "3"]
    assert [item.label for item in Predicate] == ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]
    assert [item.label_english for item in Predicate] == ["Very good", "Good", "Needs improvement", "Poor", "Very poor"]
    assert [item.siasn_code for item in Predicate] == ["1", "2", "3", "4", "5"]
    assert K.label_on_form == "Kurang/Misconduct"
    assert [item.label for item in OrganisationPredicate][0] == "Istimewa"
    assert [item.label_english for item in OrganisationPredicate][0] == "Excellent"


# ---------- suggestion


def rows(main="", additional="", positive=0, not_positive=0):
    kinds = {"a": ABOVE, "m": MEETS, "b": BELOW, "-": None}
    found = [ResultRow(MAIN, kinds[c]) for c in main] + [ResultRow(ADDITIONAL, kinds[c]) for c in additional]
    return [*found, ResultRow(MAIN, None, positive, not_positive)]


@pytest.mark.parametrize(
    ("given_rows", "expected"),
    [  # PermenPANRB 6/2022 L IV.B p97-98, p101, with the numbers of local policy
        (rows("aam", positive=2), ABOVE),
        (rows("aam", positive=1, not_positive=1), None),  # half is not most
        (rows("aab", positive=2), None),  # a main result below
        (rows("aam", "b", positive=2), None),  # two of four above
        (rows("aaa", "b", positive=2), ABOVE),  # only an additional result below
        (rows("mma", positive=1, not_positive=3), MEETS),
        (rows("mma", not_positive=3), None),  # no positive mark at all
        (rows("mmb", positive=1), MEETS),  # one of three main results is a small part
        (rows("b", "mm", positive=1), None),  # all main results below
        (rows("bb", "mmm", positive=1), None),
        (rows("", "mm", positive=1), MEETS),  # no main result at all
        (rows("bbm", not_positive=2), BELOW),
        (rows("bbm", positive=1, not_positive=1), None),
        (rows("amb", positive=1), None),  # nothing is most
        (rows("aa--", positive=1), ABOVE),  # unrated results do not count
        (rows("aa"), None),  # no feedback: the second condition cannot hold
        (rows(), None),
        ([], None),
    ],
)
def test_suggestion(given_rows, expected):
    assert rules.suggest(given_rows).rating is expected


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (rules.Shares(), rules.Rating.ABOVE),  # two of three are most of them
        (rules.Shares(most_over=70), None),
    ],
)
def test_what_most_means_is_local_policy(shares, expected):
    assert rules.suggest(rows("aam", positive=1), shares).rating is expected


@pytest.mark.parametrize(("small_below", "expected"), [(50, rules.Rating.MEETS), (20, None)])
def test_what_a_small_part_means_is_local_policy(small_below, expected):
    shares = rules.Shares(small_below=small_below)

    assert rules.suggest(rows("mmmb", positive=1), shares).rating is expected


def test_suggestion_shows_its_grounds():
    grounds = rules.suggest(rows("aab", "m-", positive=2, not_positive=1)).grounds
    assert (grounds.above, grounds.meets, grounds.below, grounds.rated, grounds.unrated) == (2, 1, 1, 4, 2)
    assert (grounds.main, grounds.main_below, grounds.feedback) == (3, 1, 3)


# ---------- distribution


def counts(*people):
    return dict(zip(Predicate, people, strict=True))


@pytest.mark.parametrize(
    ("people", "istimewa", "baik", "butuh", "kurang", "sangat_kurang"),
    [  # SE MenPANRB 3/2023 as reported, in whole people: "at most" down, "at least" up
        (5, 3, 3, (3, 0), (3, 1, 0), 3),
        (7, 4, 4, (5, 0), (5, 1, 0), 5),
        (10, 7, 7, (6, 1), (6, 1, 1), 6),
        (12, 8, 8, (8, 1), (8, 2, 1), 8),
        (33, 23, 23, (20, 3), (20, 4, 3), 20),
    ],
)
def test_bounds_in_whole_people(people, istimewa, baik, butuh, kurang, sangat_kurang):
    bounds = {item: {bound.key: bound for bound in rules.guide(item, people)} for item in OrganisationPredicate}
    assert bounds[ISTIMEWA]["very_good"].maximum == istimewa
    assert bounds[BAIK]["good"].maximum == baik
    assert bounds[BAIK]["needs_improvement|poor"].minimum == 1
    assert (bounds[BUTUH]["needs_improvement"].minimum, bounds[BUTUH]["very_good"].maximum) == butuh
    lowest = bounds[KURANG]["poor"].minimum, bounds[KURANG]["needs_improvement"].minimum
    assert (*lowest, bounds[KURANG]["very_good"].maximum) == kurang
    assert bounds[SANGAT_KURANG]["very_poor"].minimum == sangat_kurang
    assert bounds[SANGAT_KURANG]["very_good"].maximum == 0


def test_the_ministerial_regulation_sets_no_number():
    for item in OrganisationPredicate:
        assert [(b.key, b.minimum, b.maximum) for b in rules.guide(item, 9, PERMEN)] == [(p, 0, 9) for p in Predicate]


@pytest.mark.parametrize(
    ("organisation", "rule_set", "people", "fits", "breached", "explanation"),
    [
        (ISTIMEWA, SE, (7, 3, 0, 0, 0), True, (), Explanation.FITS),
        (ISTIMEWA, SE, (8, 2, 0, 0, 0), False, ("I2",), Explanation.RULE_BREACHED),
        (ISTIMEWA, SE, (5, 5, 0, 0, 0), None, ("I1",), Explanation.ONLY_DOMINANT_UNMET),
        (BAIK, SE, (2, 7, 1, 0, 0), True, (), Explanation.FITS),
        (BAIK, SE, (2, 7, 0, 0, 1), False, ("B3",), Explanation.RULE_BREACHED),
        (BAIK, SE, (0, 9, 0, 1, 0), False, ("B2",), Explanation.RULE_BREACHED),
        (BAIK, SE, (5, 4, 0, 1, 0), None, ("B1",), Explanation.ONLY_DOMINANT_UNMET),
        (BAIK, SE, (6, 4, 0, 0, 0), False, ("B1", "B3"), Explanation.RULE_BREACHED),
        (BAIK, SE, (0, 2, 0, 0, 0), None, ("B2", "B3"), Explanation.NO_DIVISION_POSSIBLE),
        (BAIK, SE, (0, 1, 0, 1, 0), None, ("B1",), Explanation.NO_DIVISION_POSSIBLE),
        (BAIK, SE, (0, 2, 1, 0, 0), True, (), Explanation.FITS),
        (BUTUH, SE, (1, 3, 6, 0, 0), True, (), Explanation.FITS),
        (BUTUH, SE, (2, 3, 5, 0, 0), False, ("C1", "C2"), Explanation.RULE_BREACHED),
        (KURANG, SE, (0, 3, 1, 6, 0), True, (), Explanation.FITS),
        (KURANG, SE, (1, 3, 0, 6, 0), False, ("K2",), Explanation.RULE_BREACHED),
        (SANGAT_KURANG, SE, (0, 3, 1, 0, 6), True, (), Explanation.FITS),
        (SANGAT_KURANG, SE, (1, 2, 0, 1, 6), False, ("S3",), Explanation.RULE_BREACHED),
        (SANGAT_KURANG, SE, (0, 0, 0, 0, 2), None, ("S2",), Explanation.NO_DIVISION_POSSIBLE),
        (SANGAT_KURANG, PERMEN, (4, 0, 0, 0, 6), True, (), Explanation.FITS),
        (ISTIMEWA, PERMEN, (1, 0, 0, 0, 0), True, (), Explanation.FITS),
        (BAIK, PERMEN, (5, 5, 0, 0, 0), None, ("PB1",), Explanation.ONLY_DOMINANT_UNMET),
        (BAIK, SE, (0, 0, 0, 0, 0), None, (), Explanation.NOBODY),
        (BAIK, PERMEN, (0, 0, 0, 0, 0), None, (), Explanation.NOBODY),
    ],
)
def test_check(organisation, rule_set, people, fits, breached, explanation):
    found = rules.check(organisation, counts(*people), rule_set)
    assert (found.fits, found.breached_rules, found.explanation) == (fits, breached, explanation)
    assert (found.organisation_predicate, found.rule_set, found.counts) == (organisation, rule_set, counts(*people))


def test_predicates_not_named_count_nothing():
    assert rules.check(BAIK, {B: 2, K: 1}).counts == counts(0, 2, 0, 1, 0)


@pytest.mark.parametrize("people", [1, 2, 3])
def test_the_smallest_units(people):
    """Units of one and two cannot meet what "must occur"; three can (local policy small_unit_limit)."""
    possible = [item for item in OrganisationPredicate if divisions_that_fit(item, people, SE)]
    assert possible == ([BUTUH] if people < 3 else list(OrganisationPredicate))


def divisions(people, groups=5):
    if groups == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in divisions(people - first, groups - 1))


def divisions_that_fit(organisation, people, rule_set):
    return [d for d in divisions(people) if rules.check(organisation, counts(*d), rule_set).fits]


@pytest.mark.parametrize(("organisation", "rule_set"), list(product(OrganisationPredicate, RuleSet)))
def test_impossible_exactly_when_no_division_fits(organisation, rule_set):
    for people in range(1, 8):
        explanations = {rules.check(organisation, counts(*d), rule_set).explanation for d in divisions(people)}
        is_impossible = Explanation.NO_DIVISION_POSSIBLE in explanations
        assert is_impossible == (Explanation.FITS not in explanations), people
        assert not is_impossible or len(explanations) == 1


@SETTINGS
@given(
    st.sampled_from(OrganisationPredicate),
    st.sampled_from(RuleSet),
    st.lists(st.integers(0, 40), min_size=5, max_size=5),
)
def test_numbers_are_breached_exactly_outside_the_bounds(organisation, rule_set, people):
    assume(any(people))
    found = rules.check(organisation, counts(*people), rule_set)
    outside = any(
        not bound.minimum <= sum(found.counts[item] for item in bound.predicates) <= bound.maximum
        for bound in found.bounds
    )
    numbered = [r.rule_id for r in catalogue.distribution_rules(rule_set) if r.measure != "dominant"]
    assert outside == bool(set(found.breached_rules) & set(numbered))


def test_negative_people_are_refused():
    with pytest.raises(ValueError, match="negative"):
        rules.check(BAIK, {B: -1})
    with pytest.raises(ValueError, match="-3 people"):
        rules.guide(BAIK, -3)


# ---------- credit points


@pytest.mark.parametrize(
    ("level", "predicate", "months", "points"),
    [  # Peraturan BKN 3/2023, slides
        ("ahli_pertama", SB, 12, "18.75"), ("ahli_pertama", B, 12, "12.5"), ("ahli_muda", B, 12, "25"),
        ("ahli_madya", BP, 12, "28.125"), ("ahli_utama", K, 12, "25"), ("pemula", SK, 12, "0.9375"),
        ("terampil", SB, 12, "7.5"), ("mahir", B, 12, "12.5"), ("penyelia", B, 12, "25"),
        ("ahli_muda", SB, 7, "21.875"), ("ahli_utama", SB, 4, "25"), ("ahli_utama", B, 6, "25"),
        ("ahli_utama", SB, 8, "50"), ("terampil", B, 1, "0.4167"), ("ahli_pertama", B, 5, "5.2083"),
        ("pemula", SK, 2, "0.1563"), ("pemula", SK, 1, "0.0781"), ("ahli_pertama", K, 1, "0.5208"),
    ],
)  # fmt: skip
def test_credit(level, predicate, months, points):
    found = rules.credit(Level(level), predicate, months)
    assert f"{found:f}" == points
    assert found == Decimal(points)


def test_the_value_before_rounding_is_a_fraction():
    assert rules.exact_credit(Level.AHLI_PERTAMA, B, 5) == Fraction(125, 24)
    assert rules.exact_credit(Level.PEMULA, SK, 2) == Fraction("0.15625")


def test_credit_has_no_more_than_four_decimals_and_is_never_off_by_more_than_half_of_the_last():
    for level in Level:
        for predicate in Predicate:
            for months in range(1, 13):
                points = rules.credit(level, predicate, months)
                assert points == points.quantize(Decimal("0.0001"))
                over = Fraction(points) - rules.exact_credit(level, predicate, months)
                assert Fraction(-1, 20000) < over <= Fraction(1, 20000)


@pytest.mark.parametrize("months", [0, 13, -1])
def test_months_outside_a_year_are_refused(months):
    with pytest.raises(rules.MonthsError) as caught:
        rules.credit(Level.MAHIR, B, months)
    assert caught.value.months == months


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Ahli Muda", "ahli_muda"),
        ("ahli_muda", "ahli_muda"),
        ("MU", "ahli_muda"),
        ("PENYELIA", "penyelia"),
        ("py", "penyelia"),
    ],
)
def test_spellings_of_a_level(text, level):
    assert rules.parse_level(text) == level


def test_an_unknown_level_names_what_is_accepted():
    with pytest.raises(rules.UnknownLevelError) as caught:
        rules.parse_level("Ahli")
    assert (caught.value.accepted[0], caught.value.codes[0]) == ("Ahli Pertama", "ahli_pertama")
    assert [level.label for level in Level][-1] == "Penyelia"
