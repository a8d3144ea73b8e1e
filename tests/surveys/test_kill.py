"""A hard kill of the server while citizens answer: nothing acknowledged is lost, nothing is counted twice.

Real server, real database of its own: SQLite, or PostgreSQL when the suite runs on it.
"""

import contextlib
import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUBMISSIONS, CLIENTS, KILLS = 200, 4, 3
ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarpras")
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from factories import surveys
surveys.survey(surveys.service("kill"))
"""
COUNT = """
import django, json; django.setup()
from sambayan.surveys.models import Receipt, SurveyResponse
print(json.dumps([sorted(str(i) for i in Receipt.objects.values_list("submission_id", flat=True)),
                  SurveyResponse.objects.count()]))
"""


@pytest.fixture
def environment(tmp_path):
    """Where the server and the small scripts run: a database made for this test alone."""
    settings = {"DJANGO_SETTINGS_MODULE": "sambayan.config.settings_test", "PYTHONPATH": str(ROOT / "tests")}
    given = os.environ.get("SAMBAYAN_DATABASE_URL", "")
    if not given:
        yield {**os.environ, **settings, "SAMBAYAN_VAR": str(tmp_path)}
        return
    import psycopg

    name = f"sambayan_kill_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield {**os.environ, **settings, "SAMBAYAN_DATABASE_URL": urlsplit(given)._replace(path=f"/{name}").geturl()}
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def script(code: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port: int, environment: dict[str, str]) -> subprocess.Popen:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--no-ws", "sambayan.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return server
        time.sleep(0.05)
    raise AssertionError("the server did not start")


def kill(server: subprocess.Popen) -> None:
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def send(port: int, submission: str) -> bool:
    """Send one answer; True only when the server acknowledged it."""
    body = urlencode({"submission_id": submission, **dict.fromkeys(ELEMENTS, "3")})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/s/kill/", body, {"Content-Type": "application/x-www-form-urlencoded"})
        return connection.getresponse().status == 303
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@pytest.mark.slow  # starts a real server four times
def test_a_hard_kill_loses_and_doubles_nothing(environment):
    script(PREPARE, environment)
    port = free_port()
    server = start(port, environment)
    waiting: queue.Queue[str] = queue.Queue()
    ids = [str(uuid.uuid4()) for _ in range(SUBMISSIONS)]
    for submission in ids:
        waiting.put(submission)
    acknowledged: set[str] = set()

    def citizen() -> None:
        while len(acknowledged) < SUBMISSIONS:
            with contextlib.suppress(queue.Empty):
                submission = waiting.get(timeout=0.1)
                if send(port, submission):
                    acknowledged.add(submission)
                else:
                    time.sleep(0.05)
                    waiting.put(submission)

    citizens = [threading.Thread(target=citizen) for _ in range(CLIENTS)]
    for thread in citizens:
        thread.start()
    for number in range(1, KILLS + 1):
        while len(acknowledged) < number * SUBMISSIONS // (KILLS + 1):
            time.sleep(0.005)
        kill(server)
        server = start(port, environment)
    for thread in citizens:
        thread.join(timeout=60)
    kill(server)

    receipts, answers = json.loads(script(COUNT, environment))
    assert receipts == sorted(ids)
    assert answers == SUBMISSIONS
