"""One test file loads and checks every row of the law."""

from datetime import date
from decimal import Decimal
from importlib import resources
from itertools import pairwise, product

import pytest

from sambayan.regulations import catalogue
from sambayan.regulations.rows import Mark, Source


def all_rows():
    instrument, credit = catalogue.survey_instrument(), catalogue.credit_tables()
    yield from (*instrument.elements, *instrument.grades)
    yield from catalogue.predicate_matrix()
    for scale in ("rating", "predicate", "organisation_predicate"):
        yield from catalogue.words(scale)
    for rule_set in catalogue.RULE_SETS:
        yield from catalogue.distribution_rules(rule_set)
    for value in catalogue.behaviour_values():
        yield value
        yield from value.guides
    yield from (*credit.levels, *credit.percentages, *credit.needs, *credit.level_needs)
    yield from (*catalogue.deadlines(), *catalogue.siasn_codes(), *catalogue.settings().values())
    yield from (*catalogue.nine_boxes(), *catalogue.discipline_bands())


def test_every_row_has_source_mark_and_first_day():
    rows = list(all_rows())
    settings = len(catalogue.settings())
    assert len(rows) == 9 + 4 + 9 + 13 + 28 + 28 + 8 + 5 + 9 + 4 + 17 + 36 + 9 + 10 + settings
    for row in rows:
        assert isinstance(row.source, Source), row
        assert row.source.text.strip(), row
        assert isinstance(row.source.mark, Mark), row
        assert type(row.source.valid_from) is date, row
        assert date(2017, 1, 1) <= row.source.valid_from <= date(2026, 12, 31), row


def test_unverified_rows_say_so():
    unverified = [row for row in all_rows() if row.source.mark is Mark.UNVERIFIED]
    assert len(unverified) == 24
    assert all("belum diverifikasi" in row.source.note for row in unverified)


def test_every_file_of_the_folder_is_loaded():
    folder = resources.files("sambayan.regulations")
    assert sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")) == sorted(catalogue.FILES)


def test_elements_have_unique_codes_and_both_positions():
    elements = catalogue.survey_instrument().elements
    assert len({element.code for element in elements}) == 9
    assert sorted(element.no_in_list for element in elements) == list(range(1, 10))
    assert sorted(element.no_on_form for element in elements) == list(range(1, 10))
    differ = {e.code: (e.no_in_list, e.no_on_form) for e in elements if e.no_in_list != e.no_on_form}
    assert differ == {"pengaduan": (8, 9), "sarpras": (9, 8)}  # PermenPANRB 14/2017, Lampiran
    for element in elements:
        assert len(element.answers_indonesian) == len(element.answers_english) == 4
        assert element.question_indonesian.startswith("Bagaimana pendapat Anda tentang ")
        assert element.question_english.endswith("?")


def test_grade_bands_join_without_a_gap_of_two_decimals():
    grades = catalogue.survey_instrument().grades
    assert [band.service_grade for band in grades] == ["D", "C", "B", "A"]
    assert (grades[0].index_from, grades[-1].index_to) == (Decimal(25), Decimal(100))
    for lower, upper in pairwise(grades):
        assert upper.index_from - lower.index_to == Decimal("0.01")


def test_matrix_has_nine_cells():
    ratings = [word.code for word in catalogue.words("rating")]
    cells = {(cell.result_rating, cell.behaviour_rating) for cell in catalogue.predicate_matrix()}
    assert cells == set(product(ratings, ratings))
    assert {cell.predicate for cell in catalogue.predicate_matrix()} == {w.code for w in catalogue.words("predicate")}


def test_matrix_codes_agree_with_the_words():
    codes = {word.code: word.siasn_code for word in catalogue.words("rating") + catalogue.words("predicate")}
    for cell in catalogue.predicate_matrix():
        expected = codes[cell.result_rating], codes[cell.behaviour_rating], codes[cell.predicate]
        assert (cell.siasn_result_code, cell.siasn_behaviour_code, cell.siasn_predicate_code) == expected


def test_rule_ids_are_unique_and_rules_well_formed():
    rules = [rule for rule_set in catalogue.RULE_SETS for rule in catalogue.distribution_rules(rule_set)]
    assert len({rule.rule_id for rule in rules}) == len(rules) == 28
    predicates = {word.code for word in catalogue.words("predicate")}
    for rule in rules:
        assert set(rule.predicates) <= predicates
        assert rule.measure in {"share", "count", "dominant"}
        assert (rule.value is None) == (rule.operator is None) == (rule.measure == "dominant")


def test_an_unknown_rule_set_is_refused():
    with pytest.raises(KeyError):
        catalogue.distribution_rules("perka_1_2000")


def test_seven_values_with_three_guides():
    values = catalogue.behaviour_values()
    assert [value.number for value in values] == list(range(1, 8))
    assert all([guide.number for guide in value.guides] == [1, 2, 3] for value in values)


def test_ids_are_unique():
    deadlines = [deadline.deadline_id for deadline in catalogue.deadlines()]
    assert len(set(deadlines)) == len(deadlines) == 17
    codes = [(code.list_name, code.code) for code in catalogue.siasn_codes()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("deadline_id", "days"),
    [
        ("document_handover", 14),  # L V.A.5 p114
        ("document_return", 14),  # L V.A.6 p114
        ("report", 30),  # L V.A.7 p115
        ("superior_signature", 14),  # L V.A.8 p115
        ("superior_handover", 7),  # L V.A.9 p116
        ("superior_return", 7),  # L V.A.10 p116
        ("objection_lodge", 14),  # L V.B.2 p117, Ps 29
        ("objection_decide", 7),  # L V.B.6 p117
    ],
)
def test_days_of_the_law_are_working_days(deadline_id, days):
    found = next(deadline for deadline in catalogue.deadlines() if deadline.deadline_id == deadline_id)
    assert (found.days, found.day_kind) == (days, "working")


def test_credit_needs_are_consistent():
    for need in catalogue.credit_tables().needs:
        assert need.integrated_from == need.conventional_from - need.base_value or need.rank_grade == "IV/e"
    assert [str(level.coefficient) for level in catalogue.credit_tables().levels] == [
        "12.5",
        "25",
        "37.5",
        "50",
        "3.75",
        "5",
        "12.5",
        "25",
    ]


@pytest.mark.parametrize(
    ("deadline_id", "days"),
    [
        ("document_handover", 14),  # PermenPANRB 6/2022 L V.A.5 p114
        ("document_return", 14),  # L V.A.6 p114
        ("objection_lodge", 14),  # Ps 29, L V.B.2 p117
        ("objection_decide", 7),  # L V.B.6 p117
        ("report", 30),  # Ps 28, L V.A.7 p115
    ],
)
def test_the_days_the_law_gives(deadline_id, days):
    assert catalogue.days_for(deadline_id) == days


@pytest.mark.parametrize("deadline_id", ["agreement_set", "nothing"])
def test_where_the_law_counts_no_days_there_is_no_answer(deadline_id):
    with pytest.raises(KeyError):
        catalogue.days_for(deadline_id)
