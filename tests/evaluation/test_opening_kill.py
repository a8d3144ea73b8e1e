"""A hard kill of the worker between two batches of an opening: it goes on, nobody is missed and nobody is doubled."""

import json
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
from django.utils import timezone
from factories import cycles
from factories.people import post
from sambayan.cycles.models import Opening
post("Budi", "lpg/samsat/", head=True)
for number in range(250):
    post(f"Pegawai {number}", "lpg/samsat/")
now = timezone.now()
cycles.cycle(timezone.localdate(now).year)
Opening.objects.create(
    kind="agreements", cycle=cycles.cycle(timezone.localdate(now).year), day=timezone.localdate(now), asked_at=now, asked_by="Tri"
)
"""
WORK = """
import django; django.setup()
from sambayan.cycles.actions import openings
from sambayan.cycles.models import Opening
from sambayan.planning.actions import opening
from django.utils import timezone
batches = 0
def slowly(asked, batch, at):
    global batches
    written = opening.write_drafts(asked, batch, at)
    batches += 1
    if batches == 3:
        print("writing", flush=True)
        import time; time.sleep(30)
    return written
openings.carry_on(Opening.objects.get().pk, slowly, clock=timezone.now, size=50)
"""
GO_ON = """
import django, json; django.setup()
from sambayan.audit.models import Event
from sambayan.cycles.models import Clock, Opening
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.tasks.opening import open_year
def counts():
    opening = Opening.objects.get()
    found = [PerformanceAgreement.objects.count(), Event.objects.filter(name="planning.start").count()]
    return [*found, Clock.objects.count(), opening.done, opening.made, opening.state]
before = counts()
open_year.func(Opening.objects.get().pk)
print(json.dumps([before, counts()]))
"""


@pytest.mark.slow  # starts three processes with a database of their own
def test_a_killed_opening_goes_on_where_it_stopped(environment):  # noqa: F811
    environment["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"
    script(PREPARE, environment)
    worker = subprocess.Popen([sys.executable, "-c", WORK], env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout.readline() == "writing\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()

    before, after = json.loads(script(GO_ON, environment))

    assert before == [99, 99, 99, 100, 99, "running"]  # the head himself has nobody above
    assert after == [250, 250, 250, 251, 250, "finished"]
