"""Who appraises whom, case by case, on plain values. Source of each row: PermenPANRB 6/2022, as named."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambayan.people.rules import (
    EXEMPT,
    SOURCES,
    AbsenceKind,
    AssignmentKind,
    Break,
    Facts,
    Handed,
    PassedOver,
    PositionType,
    Reason,
    Seat,
    Window,
    appraisal,
)

DAY = date(2026, 10, 8)
STAFF, PENGAWAS, GURU = PositionType.EXECUTING_STAFF, PositionType.SUPERVISOR, PositionType.FUNCTIONAL
ANI = Seat(1, 1, "lpg/bapenda/samsat/", STAFF)
BUDI = Seat(2, 2, "lpg/bapenda/samsat/", PENGAWAS, is_head=True)
CITRA = Seat(3, 3, "lpg/bapenda/", PositionType.SENIOR_LEADERSHIP, is_head=True)
GOVERNOR = Seat(4, 4, "lpg/", PositionType.REGIONAL_HEAD, is_head=True)
DEWI = Seat(5, 5, "lpg/dinsos/", PENGAWAS, is_head=True)
HEADS = (BUDI, CITRA, GOVERNOR)
FACTS = Facts(ANI, heads=HEADS, regional_head=GOVERNOR)
AWAY = replace(BUDI, absence=AbsenceKind.PERMANENTLY_UNABLE)
PLT = Seat(6, 5, BUDI.unit_path, PENGAWAS, is_head=True, kind=AssignmentKind.PLT)
HEADMASTER = Seat(7, 7, "lpg/bapenda/samsat/", GURU, is_head=True)
GONE = replace(BUDI, key=8, employee_id=8, to_date=date(2026, 9, 20))
NEW = replace(BUDI, from_date=date(2026, 9, 21))
EX_GOVERNOR = replace(GOVERNOR, key=9, employee_id=9, to_date=date(2026, 9, 20))
WINDOW = Window(date(2026, 9, 16), date(2026, 10, 20))


def case(source, facts, appraiser, reason, superior, *, window=None, breaks=(), passed=()):
    return pytest.param(facts, window, appraiser, reason, superior, breaks, passed, id=source)


CASES = (
    case("Ps 1(9): the head of the unit", FACTS, BUDI, Reason.HEAD, CITRA),
    case("Ps 1(9): a head by the head above", replace(FACTS, own=BUDI), CITRA, Reason.HEAD_ABOVE, GOVERNOR),
    case("II.C.2-3: a JPT by the regional head, final", replace(FACTS, own=CITRA), GOVERNOR, Reason.REGIONAL_HEAD, None),
    case("II.C.2-3: no regional head recorded", Facts(CITRA, heads=(BUDI, CITRA)), None, None, None,
         breaks=(Break.NO_REGIONAL_HEAD, Break.NO_APPRAISER), passed=(PassedOver("lpg/"),)),
    case("IV.A.2: a vacant headship passes upwards", replace(FACTS, heads=(CITRA, GOVERNOR)), CITRA, Reason.NEXT_LEVEL,
         GOVERNOR, passed=(PassedOver(BUDI.unit_path),)),
    case("IV.A.2: an absent head passes upwards", replace(FACTS, heads=(AWAY, CITRA, GOVERNOR)), CITRA,
         Reason.NEXT_LEVEL, GOVERNOR, passed=(PassedOver(BUDI.unit_path, AbsenceKind.PERMANENTLY_UNABLE),)),
    case("IV.A.3: a Plt. of the unit", replace(FACTS, heads=(PLT, CITRA, GOVERNOR)), PLT, Reason.ACTING_HEAD, CITRA),
    case("IV.A.3: the definitive head goes before a Plt.", replace(FACTS, heads=(PLT, *HEADS)), BUDI, Reason.HEAD, CITRA),
    case("IV.A.5: acting work is reported above", replace(FACTS, acting=(PLT,)), CITRA, Reason.ACTING_WORK, GOVERNOR),
    case("IV.A.5: acting work with nobody above", Facts(ANI, acting=(PLT,)), None, None, None,
         breaks=(Break.NO_APPRAISER,), passed=(PassedOver("lpg/bapenda/"), PassedOver("lpg/"))),
    case("IV.A.7: a functional head without a delegation", replace(FACTS, heads=(HEADMASTER, CITRA, GOVERNOR)),
         HEADMASTER, Reason.FUNCTIONAL_HEAD, CITRA, breaks=(Break.TOO_LOW,)),
    case("Ps 1(9): by delegation, the giver stands above",
         replace(FACTS, heads=(HEADMASTER, CITRA, GOVERNOR), handed=(Handed(BUDI.unit_path, CITRA, HEADMASTER),)),
         HEADMASTER, Reason.DELEGATED, CITRA),
    case("Ps 1(9): the nearest delegation",
         replace(FACTS, handed=(Handed("lpg/", GOVERNOR, DEWI), Handed(BUDI.unit_path, CITRA, HEADMASTER))),
         HEADMASTER, Reason.DELEGATED, CITRA),
    case("Ps 1(9): a delegation to himself is none",
         replace(FACTS, handed=(Handed(BUDI.unit_path, CITRA, ANI),)), BUDI, Reason.HEAD, CITRA),
    case("Ps 1(9): the giver is not under his own delegation",
         replace(FACTS, own=BUDI, handed=(Handed(BUDI.unit_path, BUDI, ANI),)), CITRA, Reason.HEAD_ABOVE, GOVERNOR),
    case("Ps 1(9): a delegation whose giver left", replace(FACTS, handed=(Handed(BUDI.unit_path, None, DEWI),)),
         DEWI, Reason.DELEGATED, GOVERNOR, passed=()),
    case("Ps 1(9): recorded by hand", replace(FACTS, recorded={1: DEWI}), DEWI, Reason.RECORDED, GOVERNOR),
    case("recorded, but gone", replace(FACTS, recorded={1: None}), BUDI, Reason.HEAD, CITRA,
         breaks=(Break.SUPERIOR_GONE,)),
    case("recorded, but away", replace(FACTS, recorded={1: replace(DEWI, absence=AbsenceKind.LONG_LEAVE)}), BUDI,
         Reason.HEAD, CITRA),
    case("recorded in a circle", replace(FACTS, recorded={1: DEWI, 5: ANI}), BUDI, Reason.HEAD, CITRA,
         breaks=(Break.CIRCULAR,)),
    case("the appraiser's own recorded superior", replace(FACTS, recorded={2: DEWI}), BUDI, Reason.HEAD, DEWI),
    case("IV.A.14: the head moved inside the window", replace(FACTS, heads=(GONE, NEW, CITRA, GOVERNOR)), GONE,
         Reason.PREDECESSOR, CITRA, window=WINDOW),
    case("IV.A.14: the head moved before the window",
         replace(FACTS, heads=(replace(GONE, to_date=date(2026, 9, 1)), replace(NEW, from_date=date(2026, 9, 2)), CITRA,
                               GOVERNOR)), replace(NEW, from_date=date(2026, 9, 2)), Reason.HEAD, CITRA, window=WINDOW),
    case("IV.A.14: the yearly evaluation is the new head's", replace(FACTS, heads=(GONE, NEW, CITRA, GOVERNOR)), NEW,
         Reason.HEAD, CITRA, window=replace(WINDOW, is_yearly=True)),
    case("IV.A.14: an appraiser who leads nothing has no predecessor", replace(FACTS, recorded={1: replace(DEWI, is_head=False)}),
         replace(DEWI, is_head=False), Reason.RECORDED, GOVERNOR, window=WINDOW, passed=()),
    case("IV.A.15-17: seconded or studying, the home appraiser", replace(FACTS, absence=AbsenceKind.SECONDMENT), BUDI,
         Reason.HEAD, CITRA),
    case("IV.A.14: the head moved and the post is vacant", replace(FACTS, heads=(GONE, CITRA, GOVERNOR)), GONE,
         Reason.PREDECESSOR, CITRA, window=WINDOW, passed=(PassedOver(BUDI.unit_path),)),
    case("IV.A.14: the former head now works under the new one",
         replace(FACTS, heads=(replace(GONE, employee_id=1), NEW, CITRA, GOVERNOR)), NEW, Reason.HEAD, CITRA, window=WINDOW),
    case("IV.A.14: the former head now leads the unit above",
         replace(FACTS, heads=(replace(GONE, employee_id=3), NEW, CITRA, GOVERNOR)), replace(GONE, employee_id=3),
         Reason.PREDECESSOR, GOVERNOR, window=WINDOW),
    case("IV.A.14: the former regional head holds no office", replace(FACTS, own=CITRA, heads=(EX_GOVERNOR, GOVERNOR)),
         GOVERNOR, Reason.REGIONAL_HEAD, None, window=WINDOW),
    case("IV.A.14: authority that was handed on is not the former head's",
         replace(FACTS, heads=(GONE, NEW, CITRA, GOVERNOR), handed=(Handed(BUDI.unit_path, CITRA, DEWI),)), DEWI,
         Reason.DELEGATED, CITRA, window=WINDOW),
    case("Ps 1(9): a delegation above reaches not past a head who is there",
         replace(FACTS, handed=(Handed("lpg/bapenda/", CITRA, DEWI),)), BUDI, Reason.HEAD, CITRA),
    case("Ps 1(9): a delegation above reaches past a vacant headship",
         replace(FACTS, heads=(CITRA, GOVERNOR), handed=(Handed("lpg/bapenda/", CITRA, DEWI),)), DEWI, Reason.DELEGATED,
         CITRA, passed=(PassedOver(BUDI.unit_path),)),
    case("Ps 1(9): who leads the unit is not under its delegation",
         replace(FACTS, own=BUDI, handed=(Handed(BUDI.unit_path, CITRA, DEWI),)), CITRA, Reason.HEAD_ABOVE, GOVERNOR),
    case("Ps 1(9): the giver is away", replace(FACTS, heads=(GOVERNOR,), handed=(Handed(BUDI.unit_path, replace(
         CITRA, absence=AbsenceKind.PERMANENTLY_UNABLE), DEWI),)), DEWI, Reason.DELEGATED, GOVERNOR),
    case("Ps 1(9): the receiver is away", replace(FACTS, handed=(Handed(BUDI.unit_path, CITRA, replace(
         DEWI, absence=AbsenceKind.LONG_LEAVE)),)), BUDI, Reason.HEAD, CITRA),
    case("Ps 1(9): the recorded superior handed his authority on",
         replace(FACTS, recorded={1: BUDI}, handed=(Handed(BUDI.unit_path, BUDI, DEWI),)), DEWI, Reason.DELEGATED, BUDI),
    case("Ps 1(9): the recorded superior holds it by delegation",
         replace(FACTS, recorded={1: HEADMASTER}, handed=(Handed(BUDI.unit_path, CITRA, HEADMASTER),)), HEADMASTER,
         Reason.DELEGATED, CITRA),
    case("Ps 1(9): somebody else's delegation leaves the recorded superior",
         replace(FACTS, recorded={1: BUDI}, handed=(Handed(BUDI.unit_path, CITRA, DEWI),)), BUDI, Reason.RECORDED, CITRA),
    case("recorded below himself", replace(FACTS, own=BUDI, recorded={2: ANI}), CITRA, Reason.HEAD_ABOVE, GOVERNOR,
         breaks=(Break.CIRCULAR,)),
    case("II.C.2-3: the regional head named another", replace(FACTS, own=CITRA, handed=(Handed("lpg/", GOVERNOR, DEWI),)),
         DEWI, Reason.DELEGATED, GOVERNOR),
    case("II.C.2-3: nobody is the regional head over himself",
         replace(FACTS, own=CITRA, regional_head=replace(GOVERNOR, employee_id=3)), GOVERNOR, Reason.HEAD_ABOVE, None,
         breaks=(Break.NO_REGIONAL_HEAD,)),
    case("a senior leader's superior is another regional head",
         replace(FACTS, heads=(CITRA,), recorded={1: CITRA}, regional_head=replace(GOVERNOR, employee_id=1)), CITRA,
         Reason.RECORDED, None, breaks=(Break.NO_SUPERIOR,)),
    case("IV.A.5: delegated work is reported to the receiver",
         replace(FACTS, acting=(PLT,), handed=(Handed("lpg/bapenda/", CITRA, DEWI),)), DEWI, Reason.DELEGATED, CITRA),
    case("no superior above", Facts(ANI, heads=(BUDI,)), BUDI, Reason.HEAD, None, breaks=(Break.NO_SUPERIOR,)),
)  # fmt: skip


@pytest.mark.parametrize(("facts", "window", "appraiser", "reason", "superior", "breaks", "passed"), CASES)
def test_the_appraiser_of_the_law(facts, window, appraiser, reason, superior, breaks, passed):
    chain = appraisal(facts, DAY, window)

    assert (chain.appraiser, chain.reason, chain.superior) == (appraiser, reason, superior)
    assert (chain.breaks, chain.passed_over) == (breaks, passed)


@pytest.mark.parametrize("kind", EXEMPT)
def test_the_exempt_have_nobody(kind):
    # L II.C.8 p65
    chain = appraisal(replace(FACTS, absence=kind), DAY)

    assert (chain.exempt, chain.appraiser) == (kind, None)


def test_the_result_of_the_regional_head_is_final():
    # L II.C.2-3 p65, IV.A.12 p90
    assert [appraisal(replace(FACTS, own=own), DAY).is_final for own in (ANI, BUDI, CITRA)] == [False, False, True]


def test_every_reason_names_its_article():
    assert SOURCES.keys() == set(Reason)


PATHS = st.sampled_from(["lpg/", "lpg/bapenda/", "lpg/bapenda/samsat/"])
seats = st.builds(
    Seat,
    key=st.integers(10, 99),
    employee_id=st.integers(1, 6),
    unit_path=PATHS,
    position_type=st.sampled_from(PositionType),
    is_head=st.booleans(),
    kind=st.sampled_from([AssignmentKind.MAIN, AssignmentKind.PLT, AssignmentKind.PLH]),
    from_date=st.sampled_from([date.min, date(2026, 9, 21)]),
    to_date=st.sampled_from([None, date(2026, 9, 20), date(2026, 12, 31)]),
    absence=st.sampled_from([None, AbsenceKind.STUDY_LEAVE]),
)
several = st.lists(seats, max_size=5, unique_by=lambda seat: seat.key).map(tuple)
handovers = st.builds(Handed, PATHS, st.none() | seats, seats).filter(
    lambda handed: handed.giver is None or handed.giver.employee_id != handed.receiver.employee_id
)


@st.composite
def everything(draw) -> Facts:
    own = replace(draw(seats), key=1, employee_id=1, absence=None)
    heads = tuple(replace(seat, is_head=True) for seat in draw(several))
    regional = draw(st.none() | seats)
    return Facts(
        own=own,
        acting=tuple(replace(seat, employee_id=1) for seat in draw(several)),
        heads=heads,
        recorded={1: draw(st.none() | seats.filter(lambda seat: seat.employee_id != 1))},
        handed=tuple(draw(st.lists(handovers, max_size=3, unique_by=lambda h: (h.unit_path, h.receiver.key)))),
        regional_head=replace(regional, position_type=PositionType.REGIONAL_HEAD) if regional else None,
    )


windows = st.sampled_from([None, WINDOW, replace(WINDOW, is_yearly=True)])


@given(everything(), windows)
def test_nobody_appraises_himself_or_stands_above_himself(facts, window):
    chain = appraisal(facts, DAY, window)

    people = [seat.employee_id for seat in (facts.own, chain.appraiser, chain.superior) if seat]
    assert len(people) == len(set(people))


@given(everything(), windows)
def test_the_order_of_the_facts_does_not_matter(facts, window):
    turned = replace(facts, heads=facts.heads[::-1], acting=facts.acting[::-1], handed=facts.handed[::-1])

    assert appraisal(turned, DAY, window) == appraisal(facts, DAY, window)
