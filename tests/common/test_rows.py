"""Holding a row still: where it stands and whose it is are read again."""

import pytest

from factories.evaluation import evaluation
from sambayan.common.rows import lock
from sambayan.cycles.models import Cycle
from sambayan.evaluation.models import PerformanceEvaluation


def test_lock_reads_again_where_a_row_stands_and_whose_it_is(cast):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)
    PerformanceEvaluation.objects.update(
        appraiser=cast.citra.employee, unit=cast.office, appraiser_unit=cast.office, state="with_superior"
    )

    assert lock(row) is row
    assert (row.state, row.appraiser, row.unit) == ("with_superior", cast.citra.employee, cast.office)


def test_lock_keeps_who_is_still_the_same(cast, django_assert_num_queries):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    with django_assert_num_queries(1):
        assert lock(row).appraiser == cast.budi.employee


def test_lock_needs_the_row_to_be_there(cast):
    with pytest.raises(Cycle.DoesNotExist):
        lock(Cycle(pk=1))
