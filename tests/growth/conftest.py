"""Ani's agreement, with Budi as appraiser and Citra above him."""

import pytest

from conftest import TODAY, Member, _member
from factories import growth
from factories.people import post
from sambayan.growth import queries


@pytest.fixture
def plan(cast):
    """Ani's agreement in force."""
    return growth.plan(cast.ani.assignment, cast.budi.assignment, cast.citra.assignment)


@pytest.fixture
def facts(plan):
    """What decides who may give feedback on Ani's work."""
    return queries.giving(plan.pk, TODAY)


@pytest.fixture
def eni(cast) -> Member:
    """A colleague of Ani in the same unit."""
    return _member(post("Eni", "lpg/bapenda/samsat/"))
