"""Telling someone something."""

import pytest

from conftest import NOW
from sambayan.audit.models import Event
from sambayan.common.guard import why_not
from sambayan.notices import access, actions  # noqa: F401 - access declares the rights
from sambayan.notices.models import Notice


@pytest.fixture
def told(cast):
    return actions.post("planning.set", "SKP berlaku.", to=cast.ani.employee.pk, url="/agreements/1/", at=NOW)


def test_a_notice_waits_for_its_reader(told, cast):
    assert (told.recipient, told.text, told.read_at) == (cast.ani.employee, "SKP berlaku.", None)


def test_reading_is_noted_once(told, cast):
    actions.read(told, by=cast.ani.actor, at=NOW)
    actions.read(told, by=cast.ani.actor, at=NOW)

    assert Notice.objects.get().read_at == NOW
    assert Event.objects.filter(name="notices.read").count() == 1


def test_a_notice_is_its_recipients_alone(told, cast):
    assert why_not("notices.read", cast.ani.actor, told) is None
    assert why_not("notices.read", cast.budi.actor, told) is not None
    assert why_not("notices.read", cast.partner.actor, told) is not None
