import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from sambayan.config import serve

PATIENCE = 20
"""Seconds; a machine that runs other tests beside is slow. What is promised stands in `serve._STOP_WITHIN`."""


@pytest.mark.parametrize(("environment", "port"), [({}, 8000), ({"PORT": ""}, 8000), ({"PORT": " 9001 "}, 9001)])
def test_port_from(environment, port):
    assert serve.port_from(environment) == port


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80.5", "²"])
def test_port_from_refuses_what_is_no_port(text):
    with pytest.raises(serve.CannotServeError, match="is not a port number"):
        serve.port_from({"PORT": text})


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind((serve.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_require_free_names_the_port_and_the_way_out(taken):
    with pytest.raises(serve.CannotServeError, match=rf"Port {taken} is in use\. .* PORT={taken + 1} make run"):
        serve.require_free(taken)


def test_a_port_in_use_is_one_line_and_code_2(taken):
    done = _serve(taken).communicate(timeout=PATIENCE)
    assert done == ("", f"Port {taken} is in use. Choose another: PORT={taken + 1} make run\n")


def _serve(port: int, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "sambayan.config.serve"],
        env={**os.environ, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "sambayan.config.settings", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _child(code: str) -> serve.Child:
    process = subprocess.Popen([sys.executable, "-c", code], process_group=0)
    return serve.Child("a child", process)


def test_ended_finds_the_child_that_died():
    living, dying = _child("import time; time.sleep(60)"), _child("raise SystemExit(3)")
    dying.process.wait()
    assert serve.ended([living, dying]) is dying
    serve.stop([living, dying])
    assert serve.ended([living]) is living


def test_stopping_is_promised_within_five_seconds():
    assert serve._STOP_WITHIN < 5


@pytest.mark.slow  # waits until patience is over
def test_stop_ends_what_does_not_listen(monkeypatch):
    monkeypatch.setattr(serve, "_STOP_WITHIN", 0.3)
    deaf = _child("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    time.sleep(0.2)
    serve.stop([deaf])
    assert deaf.process.returncode in (-signal.SIGKILL, -signal.SIGTERM)


@pytest.mark.slow  # starts the real server
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_and_stops_cleanly(tmp_path, number):
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port = probe.getsockname()[1]
    nothing = {"SAMBAYAN_MODE": "production", "SAMBAYAN_SECRET_KEY": "x" * 60, "SAMBAYAN_DATABASE_URL": ""}
    with _serve(port, SAMBAYAN_VAR=str(tmp_path), **nothing) as process:
        try:
            line = ""
            while "Sambayan: http" not in line:
                line = process.stdout.readline()
                assert line or process.poll() is None
            assert str(port) in line
            with pytest.raises(OSError, match=r"HTTP Error|refused|redirect|301"):
                urllib.request.build_opener(_NoRedirect).open(f"http://127.0.0.1:{port}/", timeout=5)
            process.send_signal(number)
            said, _errors = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0
            assert said.endswith("Stopped.\n")
            with pytest.raises(OSError), socket.create_connection((serve.HOST, port), timeout=1):
                pass
        finally:
            process.kill()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None
