"""A notice is its recipient's alone; undelivered mails are for administrators of everything."""

import pytest

from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.guard import why_not
from sambayan.notices import access
from sambayan.notices.models import Notice


def test_list_and_guard_agree_on_whose_a_notice_is(tell, cast):
    told = {tell(cast.ani.employee), tell(cast.partner.account), tell(cast.budi.employee)}

    for member in cast:
        listed = set(Notice.objects.filter(access.visible_to(member.actor)))
        assert listed == {each for each in told if why_not("notices.read", member.actor, each) is None}


def test_a_notice_is_its_recipients_alone(tell, cast):
    told = tell(cast.ani.employee)

    assert [m.actor.name for m in cast if why_not("notices.read", m.actor, told) is None] == ["Ani"]


def test_a_notice_to_an_account_is_read_by_it(tell, cast):
    told = tell(cast.partner.account)

    assert [m.actor.name for m in cast if why_not("notices.read", m.actor, told) is None] == ["Sari"]


@pytest.mark.parametrize(
    ("role", "path", "allowed"),
    [
        (Role.SYSTEM_ADMIN, "", True),
        (Role.PERFORMANCE_ADMIN, "", True),
        (Role.PERFORMANCE_ADMIN, "lpg/bapenda/", False),
        (Role.INSPECTOR, "", False),
    ],
)
def test_undelivered_mails_are_for_administrators_of_everything(role, path, allowed):
    actor = Actor(1, "Tri", grants=frozenset({Grant(role, path)}))

    assert (why_not("notices.mails", actor) is None) is allowed
