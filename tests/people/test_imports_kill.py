"""A hard kill of the worker while it applies a file: nothing of the file is stored, and it can be applied again."""

import os
import signal
import subprocess
import sys

import pytest

from surveys.test_kill import ROOT, environment, script  # noqa: F401 - the fixture

PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import date
from factories import imports as files
from factories.people import AccountFactory, unit
from sambayan.people.models import ImportRow, PeopleImport, RoleGrant
unit("lpg/samsat/")
account = AccountFactory(name="Tri")
RoleGrant.objects.create(account=account, role="performance_admin", from_date=date(2020, 1, 1))
from types import SimpleNamespace
from django.utils import timezone
from sambayan.people.queries import actor_for
member = SimpleNamespace(actor=actor_for(account, timezone.localdate()))
files.sent(member, files.people_file(*(files.person(n) for n in range(1, 900))), at=timezone.now())
PeopleImport.objects.update(state="applying")
"""
APPLY = """
import django; django.setup()
from sambayan.people.models import Account, PeopleImport
from sambayan.people.actions import applying
from sambayan.people.tasks import apply_import
write = applying.record_all
def slowly(entries, **who):
    write(entries, **who)
    print("writing", flush=True)
    import time; time.sleep(30)
applying.record_all = slowly
apply_import.func(PeopleImport.objects.get().pk, Account.objects.get().pk)
"""
COUNT = """
import django; django.setup()
from sambayan.audit.models import Event
from sambayan.people.models import Account, Assignment, Employee, PeopleImport, Position
from sambayan.people.tasks import apply_import
def counts():
    of_people = Event.objects.filter(name="people.import_person").count()
    return [m.objects.count() for m in (Employee, Assignment, Position)] + [of_people, PeopleImport.objects.get().state]
print(counts())
apply_import.func(PeopleImport.objects.get().pk, Account.objects.get().pk)
print(counts())
"""


@pytest.mark.slow  # starts four processes with a database of their own
def test_a_killed_worker_leaves_nothing_and_the_file_can_be_applied_again(environment):  # noqa: F811
    environment["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"
    script(PREPARE, environment)
    worker = subprocess.Popen([sys.executable, "-c", APPLY], env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout.readline() == "writing\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()

    before, after = script(COUNT, environment).splitlines()

    assert before == "[0, 0, 0, 0, 'applying']"
    assert after == "[899, 899, 1, 899, 'applied']"
