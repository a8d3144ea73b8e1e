"""Two people at one cell, two ratings at one figure: one wins, the other is told or finds it done."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from conftest import NOW
from factories import cycles, goals, surveys
from factories.planning import agreement
from sambayan.planning.actions import live, matrix
from sambayan.planning.models import FrozenFigure, PlannedResult, RoleResultCell

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")


@pytest.mark.slow(reason="two real connections")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_fill_the_same_cell_only_one_is_kept(cast):
    made = goals.matrix(cast.budi.assignment)
    row, column = goals.row(made, cast.ani.assignment), made.columns.get()
    agreement(cast.ani.assignment, cast.budi.assignment)
    actors = {"satu": cast.budi.actor, "dua": cast.citra.actor}

    def write(text):
        try:
            matrix.write_role(row, column, matrix.Writing(text, 0), by=actors[text], at=NOW)
        except matrix.ConflictError as conflict:
            return f"told {conflict.cell.text}"
        else:
            return "kept"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(write, actors))

    assert answers == ["kept", f"told {RoleResultCell.objects.get().text}"]
    assert PlannedResult.objects.get().title == RoleResultCell.objects.get().text


@pytest.mark.slow(reason="two real connections")
@pytest.mark.django_db(transaction=True)
def test_a_figure_is_frozen_once_by_two_ratings_at_once(cast):
    service = surveys.service()
    surveys.published(service, surveys.mixed(40))
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)
    goals.bound(plan.results.get().indicators.get(), "satisfaction_service", service=service)
    period = cycles.quarter()

    def freeze(_number):
        try:
            return [row.pk for row in live.freeze(plan, period, at=NOW)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(freeze, range(2))

    assert first == second == [FrozenFigure.objects.get().pk]
