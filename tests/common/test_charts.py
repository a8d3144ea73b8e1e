"""Where things lie in a chart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambayan.common import charts
from sambayan.common.charts import Dot, Scale

index = st.floats(25, 100)


@pytest.mark.parametrize(
    ("values", "low"),
    [
        ((83.42, 82.18, 84.66), 60),
        ((60.0, None), 60),
        ((62.9, 59.9, 67.4), 25),
        ((Decimal("59.99"),), 25),
        ((), 60),
        ((None, None), 60),
    ],
)
def test_one_value_below_60_shows_the_whole_scale(values, low):
    assert charts.scale(values) == Scale(low, 100)


def test_only_the_usual_scale_is_shortened():
    assert Scale(60, 100).is_shortened
    assert not Scale(25, 100).is_shortened


@pytest.mark.parametrize(("value", "place"), [(60, 0), (80, 50), (100, 100), (20, 0), (120, 100)])
def test_a_value_outside_the_scale_lies_on_its_edge(value, place):
    assert Scale(60, 100).at(value) == place


@given(index, index)
def test_a_greater_value_never_lies_further_left(one, other):
    scale = Scale(25, 100)
    assert (one <= other) <= (scale.at(one) <= scale.at(other))


def test_the_zones_fill_the_scale():
    zones = charts.zones(Scale(60, 100))
    assert "".join(zone.letter for zone in zones) == "DCBA"
    assert zones[0].x == 0
    assert sum(zone.width for zone in zones) == pytest.approx(100)
    assert not any(zone.is_own for zone in zones)


@pytest.mark.parametrize(
    ("low", "high", "own", "crossed"),
    [
        (82.18, 84.66, ("B",), ()),
        (84.16, 90.56, ("B", "A"), (88.31,)),
        (58.2, 67.4, ("D", "C"), (65.0,)),
        (60, 90, ("D", "C", "B", "A"), (65.0, 76.61, 88.31)),
        (76.61, 80, ("B",), ()),
        (100, 100, ("A",), ()),
        (25, 25, ("D",), ()),
    ],
)
def test_the_ruler_names_the_grades_its_interval_touches(low, high, own, crossed):
    ruler = charts.ruler((low + high) / 2, low, high)
    assert (ruler.own, ruler.crossed) == (own, crossed)


def test_the_ruler_marks_the_borders_and_the_end():
    marks = charts.ruler(83.42, 82.18, 84.66).marks
    assert [(mark.value, mark.x, mark.anchor) for mark in marks] == [
        (65.0, 12.5, "middle"),
        (76.61, 41.52, "middle"),
        (88.31, 70.78, "middle"),
        (100.0, 100.0, "end"),
    ]


def test_a_track_carries_value_and_interval():
    dot = charts.dot_interval(80, 78, 84, Scale(60, 100))
    assert dot == Dot(x=50, from_x=45, width=15, anchor="middle")
    assert dot.to_x == 60


def test_a_track_without_interval_is_only_its_value():
    assert charts.dot_interval(80, None, None, Scale(60, 100)) == Dot(50, 50, 0, "middle")


@pytest.mark.parametrize(("x", "anchor"), [(3, "start"), (50, "middle"), (97, "end")])
def test_labels_near_an_edge_stay_inside(x, anchor):
    assert charts.anchor(x) == anchor


POINTS = [("TW IV 2024", 79.88, 77.9, 81.9), ("TW I 2025", 80.4, 78.4, 82.3), ("2026", 83.42, 82.18, 84.66)]


def test_a_trend_runs_from_left_to_right_and_up_is_up():
    trend = charts.trend(POINTS, event=1)
    first, second, last = trend.points
    assert (first.head, first.tail) == ("TW IV", "2024")
    assert (last.head, last.tail) == ("2026", "")
    assert first.x < second.x < last.x
    assert first.y > second.y > last.y
    assert first.y_high < first.y < first.y_low
    assert [point.is_last for point in trend.points] == [False, False, True]
    assert trend.segments == ((first, second), (second, last))
    assert trend.event_x == pytest.approx((first.x + second.x) / 2)
    assert [level.label for level in trend.levels] == ["75", "80", "85", "90"]
    assert [band.label for band in trend.bands] == ["A", "B", "C"]


def test_a_trend_of_many_periods_keeps_the_last_label():
    trend = charts.trend([(f"TW {n}", 80, 78, 82) for n in range(8)])
    assert [point.is_minor for point in trend.points] == [True, False] * 4
    assert trend.event_x is None


@pytest.mark.parametrize(
    ("low", "high", "labels"), [(50, 86, ["50", "60", "70", "80", "90"]), (26, 99, ["25", "50", "75", "100"])]
)
def test_a_wide_trend_has_few_levels(low, high, labels):
    assert [level.label for level in charts.trend([("TW I", 80, low, high)]).levels] == labels


def test_a_sparkline_marks_its_last_value():
    line = charts.sparkline([80, 84], width=100, height=20)
    assert (line.path, line.last) == ("M4.0 16.0L96.0 4.0", (96.0, 4.0))


def test_a_sparkline_of_equal_or_single_values_lies_in_the_middle():
    assert charts.sparkline([80, 80], width=100, height=20).path == "M4.0 10.0L96.0 10.0"
    assert charts.sparkline([80], width=100, height=20).last == (96.0, 10.0)


def test_people_are_whole_dots():
    people = charts.people_dots(2, current=1, room=1, pitch=10)
    assert people.places == ((5, "done"), (15, "done"), (25, "current"), (35, "room"))
    assert people.width == 40
    assert charts.people_dots(0, pitch=10).places == ()


@pytest.mark.parametrize(("guide", "width", "excess", "line"), [(None, 75, 0, None), (14, 70, 5, 70), (16, 75, 0, 80)])
def test_a_bar_shows_what_exceeds_the_guide(guide, width, excess, line):
    bar = charts.bar(15, 20, guide)
    assert (bar.width, bar.excess_x, bar.excess, bar.guide) == (width, width, excess, line)


def test_a_bar_of_nobody_is_empty():
    assert charts.bar(0, 0).width == 0
