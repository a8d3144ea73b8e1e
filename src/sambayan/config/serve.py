"""`python -m sambayan.config.serve` (what `make run` ends in): database, demo province, server, job worker and the
clock that queues the daily jobs.

They are children in groups of their own, so that a Ctrl-C reaches them once, through here: a job that is
running may finish. When one of them ends by itself, the others are stopped too.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
_LAST_PORT = 65535
_MOST_WORKERS, _THREADS = 2, 4
_JOB_INTERVAL = "0.5"
_READY_WITHIN, _STOP_WITHIN, _LOOK_EVERY = 60.0, 2.5, 0.1
_PARENT_DIED = 1  # PR_SET_PDEATHSIG of prctl(2)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class CannotServeError(Exception):
    """The server cannot start; the text says why in one line."""


def port_from(environment: Mapping[str, str]) -> int:
    """The port asked for with PORT, 8000 without it; CannotServeError when it is no port number."""
    text = environment.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_PORT):
        raise CannotServeError(f"PORT={text} is not a port number (1 to {_LAST_PORT}).")
    return int(text)


def require_free(port: int) -> None:
    """CannotServeError when something listens on the port already, or this user may not use it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CannotServeError(f"Port {port} needs more rights. Choose another: PORT=8001 make run") from error
        except OSError as error:
            raise CannotServeError(f"Port {port} is in use. Choose another: PORT={port + 1} make run") from error


def prepare(say: Callable[[str], None]) -> list[str]:
    """Bring the database up to date and load what the mode asks for; the answer is what to tell about the personas."""
    import django  # noqa: PLC0415 - the checks before this need no framework

    django.setup()

    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from sambayan.config.demo.load import load  # noqa: PLC0415
    from sambayan.instruments.actions import load_skm  # noqa: PLC0415

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")  # a power cut now loses steps that the next start repeats
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Database: {len(plan)} migrations ...")
        call_command("migrate", verbosity=0)
    load_skm()
    if settings.DEMO:
        _require_demo_database()
        load(now=timezone.now(), say=say)
    lines = _personas() if settings.DEMO else []
    connections.close_all()
    return lines


def _require_demo_database() -> None:
    """CannotServeError when the database holds accounts that no demo made: there, a click would let anybody in."""
    from sambayan.people.models import Account  # noqa: PLC0415
    from sambayan.people.queries import personas  # noqa: PLC0415

    if Account.objects.exists() and not personas().exists():
        raise CannotServeError("SAMBAYAN_MODE=demo does not start on a database with real accounts.")


def _personas() -> list[str]:
    from sambayan.config.demo.personas import PASSWORD  # noqa: PLC0415
    from sambayan.people.queries import personas  # noqa: PLC0415

    lines = [f"  {'citizen':<14} {'no sign-in':<30} /s/demo/"]
    lines += [f"  {account.persona:<14} {account.login:<30} {account.name} · {account.title}" for account in personas()]
    return [f"Personas (one click on /sign-in/, or this login with the password {PASSWORD}):", *lines]


@dataclass(frozen=True)
class Child:
    """A process started here, with the name it is spoken of."""

    name: str
    process: "subprocess.Popen[bytes]"

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process and everything it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def start(name: str, arguments: Iterable[str]) -> Child:
    """Start a Python module as a child in a group of its own; it is told to stop should we be killed."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sambayan.config.settings"}
    command = [sys.executable, "-m", *arguments]
    return Child(
        name,
        subprocess.Popen(command, env=environment, process_group=0, preexec_fn=_stop_with_parent),  # noqa: S603, PLW1509
    )


def _stop_with_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGTERM)


def start_all(port: int) -> list[Child]:
    """The application server, the job worker and the clock of the daily jobs."""
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    server = ["granian", "sambayan.config.wsgi:application", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    server += ["--workers", str(workers), "--blocking-threads", str(_THREADS), "--no-ws", "--no-access-log"]
    server += ["--log-level", "warning", "--workers-kill-timeout", "2"]
    worker = [
        "django",
        "db_worker",
        "--interval",
        _JOB_INTERVAL,
        "--no-startup-delay",
        "--no-reload",
        "--verbosity",
        "0",
    ]
    return [start("the server", server), start("the job worker", worker), start("the clock", ["sambayan.config.clock"])]


def wait_until_ready(port: int, children: list[Child]) -> bool:
    """Whether the server answers within a minute and nobody died on the way."""
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until and not ended(children):
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(_LOOK_EVERY)
    return False


def ended(children: list[Child]) -> Child | None:
    """The first child that is no longer running."""
    return next((child for child in children if child.process.poll() is not None), None)


def stop(children: list[Child]) -> None:
    """Ask everything to stop, and after a few seconds end what is left."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    until = time.monotonic() + _STOP_WITHIN
    while time.monotonic() < until and any(child.process.poll() is None for child in children):
        time.sleep(_LOOK_EVERY)
    for child in children:
        child.send(signal.SIGKILL)
        child.process.wait()


class Stopped(BaseException):
    """Somebody asked us to stop. Like KeyboardInterrupt it passes every `except Exception`."""


def _raise_stopped(number: int, _frame: object) -> None:
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def run(port: int) -> int:
    """Prepare, start, and stay until asked to stop (0) or until a child ends by itself (1)."""
    say: Callable[[str], None] = lambda line: print(line, flush=True)  # noqa: E731
    personas = prepare(say)
    say("Starting server and job worker ...")
    children: list[Child] = []
    try:
        children = start_all(port)
        if wait_until_ready(port, children):
            say("\n".join(["", f"Sambayan: http://{HOST}:{port}/", *personas, "Ctrl-C stops everything.", ""]))
            while not ended(children):
                time.sleep(_LOOK_EVERY)
        dead = ended(children)
        reason = f"{dead.name} ended with code {dead.process.returncode}" if dead else "the server did not answer"
        print(f"Stopping: {reason}.", file=sys.stderr, flush=True)
    finally:
        stop(children)
    return 1


def main() -> int:
    """Serve; 0 after Ctrl-C or SIGTERM, 1 when something failed, 2 when it could not even begin."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambayan.config.settings")
    for number in _SIGNALS:
        signal.signal(number, _raise_stopped)
    try:
        port = port_from(os.environ)
        require_free(port)
        return run(port)
    except CannotServeError as error:
        print(error, file=sys.stderr)
        return 2
    except Stopped:
        print("Stopped.", flush=True)
        return 0


if __name__ == "__main__":
    sys.exit(main())
