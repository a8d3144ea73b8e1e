"""What follows from a predicate: the arithmetic and the shapes, without a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.rules import Level, Predicate, Rating
from sambayan.outcomes.rules import (
    Change,
    ForeignResult,
    Key,
    Needs,
    OwnResult,
    Post,
    Potential,
    Reason,
    allowance,
    bodies,
    box_of,
    count_credit,
    differences,
    level_since,
    months_held,
    months_left,
    needs_of,
)
from sambayan.regulations import catalogue

RESULT = OwnResult(
    employee_number="199001012010011001",
    name="Ani",
    national_id="A8ACA7",
    kind=PeriodKind.QUARTERLY,
    number=3,
    from_date=date(2026, 7, 1),
    to_date=date(2026, 9, 30),
    result=Rating.MEETS,
    behaviour=Rating.ABOVE,
    predicate=Predicate.GOOD,
    is_final=True,
    signer_number="198001012005011002",
    signer_name="Budi",
    signer_position="Kepala UPTD",
    signer_rank="Pembina (IV/a)",
    signer_unit="UPTD Samsat",
    level="ahli_muda",
)
YEARLY = replace(RESULT, kind=PeriodKind.YEARLY, number=1, from_date=date(2026, 1, 1), to_date=date(2026, 12, 31))
THERE = ForeignResult(
    Key(RESULT.employee_number, 2026, "quarterly", 3), "ANI", Rating.MEETS, Rating.ABOVE, Predicate.GOOD
)


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2020, 1, 1), 3),
        (date(2026, 8, 31), 2),  # a begun month counts
        (date(2026, 9, 30), 1),
        (date(2026, 10, 1), 0),
    ],
)
def test_months_of_a_quarter_in_a_post(since, months):
    assert months_held(date(2026, 7, 1), date(2026, 9, 30), since) == months


JANUARY, SEPTEMBER = date(2026, 1, 1), date(2026, 9, 1)
QUARTER_END = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("posts", "since"),
    [
        ([], None),
        ([Post("", JANUARY, None)], None),  # no functional post
        ([Post("ahli_muda", JANUARY, date(2026, 9, 29))], None),  # ended before the day
        ([Post("ahli_muda", date(2026, 10, 1), None)], None),  # begins after the day
        ([Post("ahli_muda", JANUARY, QUARTER_END)], JANUARY),
        # moved to another post of the same level: it goes on
        ([Post("ahli_muda", SEPTEMBER, None), Post("ahli_muda", JANUARY, date(2026, 8, 31))], JANUARY),
        # a day between the posts, or another level before: it begins anew
        ([Post("ahli_muda", JANUARY, date(2026, 8, 30)), Post("ahli_muda", SEPTEMBER, None)], SEPTEMBER),
        ([Post("ahli_pertama", JANUARY, date(2026, 8, 31)), Post("ahli_muda", SEPTEMBER, None)], SEPTEMBER),
        ([Post("", JANUARY, date(2026, 8, 31)), Post("ahli_muda", SEPTEMBER, None)], SEPTEMBER),
    ],
)
def test_a_level_is_held_since_the_first_of_adjoining_posts_of_that_level(posts, since):
    found = level_since(posts, QUARTER_END)

    assert found == (since and (Level.AHLI_MUDA, since))


def test_a_transfer_at_the_same_level_costs_no_month():
    posts = [Post("ahli_muda", JANUARY, date(2026, 8, 31)), Post("ahli_muda", SEPTEMBER, None)]

    _level, since = level_since(posts, QUARTER_END)
    assert months_held(date(2026, 7, 1), QUARTER_END, since) == 3
    _level, since = level_since(posts, date(2026, 12, 31))
    assert months_held(JANUARY, date(2026, 12, 31), since) == 12


def test_a_year_counts_twelve_months():
    assert months_held(date(2026, 1, 1), date(2026, 12, 31), date(2020, 1, 1)) == 12


def test_credit_points_carry_what_they_were_counted_from():
    count = count_credit(Level.AHLI_MUDA, Predicate.VERY_GOOD, 3)

    assert (count.percentage, count.coefficient, count.points) == (Decimal(150), Decimal(25), Decimal("9.375"))


def test_months_left_are_rounded_up_and_none_when_the_need_is_met():
    # (100 - 31.25) / 25 x 12 = 33
    assert months_left(Decimal(100), Decimal("31.25"), Level.AHLI_MUDA, Predicate.GOOD) == 33
    assert months_left(Decimal(100), Decimal("31.24"), Level.AHLI_MUDA, Predicate.GOOD) == 34
    assert months_left(Decimal(100), Decimal(100), Level.AHLI_MUDA, Predicate.GOOD) == 0


def test_the_need_is_found_by_the_grade_in_brackets():
    assert needs_of(Level.AHLI_MUDA, "Penata (III/c)") == Needs(Decimal(100), (Decimal(200),))
    assert needs_of(Level.AHLI_MUDA, "Penata Tingkat I (III/d)") == Needs(Decimal(200), (Decimal(200),))
    assert needs_of(Level.AHLI_UTAMA, "Pembina Utama (IV/e)") == Needs(None, ())
    assert needs_of(Level.AHLI_MUDA, "Penata Muda (III/a)") is None


@pytest.mark.parametrize(
    ("level", "terampil", "rank", "next_level"),
    [
        (Level.PEMULA, "ask", 15, (15,)),
        (Level.TERAMPIL, "ask", 20, (40, 60)),  # the sources disagree
        (Level.TERAMPIL, "60", 20, (60,)),
        (Level.TERAMPIL, "40", 20, (40,)),
        (Level.MAHIR, "60", 50, (100,)),
        (Level.PENYELIA, "60", 100, ()),
    ],
)
def test_the_skill_levels_need_the_same_at_every_grade(level, terampil, rank, next_level):
    assert needs_of(level, "Pengatur (II/c)", terampil) == Needs(rank, next_level)


def test_the_nine_boxes_are_those_of_the_regulation():
    table = {
        (predicate, potential): box_of(predicate, potential).box for predicate in Predicate for potential in Potential
    }

    assert [table[Predicate.VERY_GOOD, p] for p in Potential] == [4, 7, 9]
    assert [table[Predicate.GOOD, p] for p in Potential] == [2, 5, 8]
    for low in (Predicate.NEEDS_IMPROVEMENT, Predicate.POOR, Predicate.VERY_POOR):
        assert [table[low, p] for p in Potential] == [1, 3, 6]


def test_an_allowance_has_no_share_until_the_agency_decided_one():
    row = allowance(Predicate.GOOD, (Decimal(60), Decimal(40)), None)

    assert (row.performance_most, row.performance, row.discipline_most) == (60, None, 40)


def test_an_allowance_takes_the_share_of_the_predicate():
    shares = [Decimal(n) for n in (100, 90, 75, 50, 0)]

    assert allowance(Predicate.GOOD, (Decimal(60), Decimal(40)), shares).performance == 54
    assert allowance(Predicate.VERY_POOR, (Decimal(60), Decimal(40)), shares).performance == 0


def test_a_split_that_is_no_whole_is_refused():
    with pytest.raises(ValueError, match="100"):
        allowance(Predicate.GOOD, (Decimal(60), Decimal(30)), None)


def test_a_quarter_has_the_shape_of_kinerjaperiodik():
    (body,), left = bodies([RESULT])

    assert left == []
    assert body == {
        "hasilKinerjaNilai": 2, "perilakuKerjaNilai": 1, "kuadranKinerjaNilai": 2, "koefisienId": "22",
        "periodikId": "2", "bulanMulaiPenilaian": "7", "bulanSelesaiPenilaian": "9", "tahunMulaiPenilaian": 2026,
        "tahunSelesaiPenilaian": 2026, "tahun": 2026, "penilaiNipNrp": "198001012005011002", "penilaiNama": "Budi",
        "penilaiJabatanNama": "Kepala UPTD", "penilaiGolongan": "Pembina (IV/a)", "penilaiUnorNama": "UPTD Samsat",
        "pnsDinilaiId": "A8ACA7", "statusPenilai": "ASN", "path": [], "id": None,
    }  # fmt: skip


def test_a_year_has_the_shape_of_skp22():
    (body,), _left = bodies([replace(YEARLY, signer_number="")])

    assert (body["pnsDinilaiOrang"], body["penilaiJabatan"], body["tahun"]) == ("A8ACA7", "Kepala UPTD", 2026)
    assert body["statusPenilai"] == "NON ASN"
    assert "koefisienId" not in body
    assert "pnsDinilaiId" not in body


@pytest.mark.parametrize("change", [{"predicate": Predicate.VERY_GOOD}, {"level": ""}, {"level": "kepala"}])
def test_a_coefficient_is_never_guessed(change):
    (body,), _left = bodies([replace(RESULT, **change)])

    assert body["koefisienId"] is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"is_final": False, "national_id": ""}, Reason.NOT_FINAL), ({"national_id": ""}, Reason.NO_NATIONAL_ID)],
)
def test_what_cannot_be_sent_is_named_with_the_reason(change, reason):
    sent, (left,) = bodies([replace(RESULT, **change)])

    assert sent == []
    assert (left.employee_number, left.reason) == (RESULT.employee_number, reason)


def test_equal_results_are_no_difference():
    assert differences([RESULT], [THERE]) == []


def test_every_kind_of_difference():
    here = [
        RESULT,
        replace(RESULT, employee_number="2", name="Budi"),
        replace(RESULT, employee_number="3", name="Citra", is_final=False),
        replace(RESULT, employee_number="4", name="Dewi", is_final=False),
    ]
    there = [
        replace(THERE, predicate=Predicate.VERY_GOOD, result=None),
        replace(THERE, key=THERE.key._replace(employee_number="3"), behaviour=Rating.MEETS),
        replace(THERE, key=THERE.key._replace(employee_number="5"), name="Eko"),
    ]

    found = {each.key.employee_number: each for each in differences(here, there)}
    assert {number: each.change for number, each in found.items()} == {
        RESULT.employee_number: Change.DIFFERS,
        "2": Change.MISSING_THERE,
        "3": Change.NOT_FINAL_HERE,
        "4": Change.NOT_FINAL_HERE,
        "5": Change.MISSING_HERE,
    }
    assert found[RESULT.employee_number].fields == (("result", "meets", ""), ("predicate", "good", "very_good"))
    assert found["3"].fields == (("behaviour", "above", "meets"),)
    assert found["5"].name == "Eko"


def test_the_bands_of_discipline_run_without_a_gap():
    bands = [band for band in catalogue.discipline_bands() if band.count_kind == "cumulative"]

    assert all(late.days_from == early.days_to + 1 for early, late in zip(bands, bands[1:], strict=False))
    assert (bands[0].days_from, bands[-1].days_to) == (3, None)
