"""The stand-alone script, run as a stranger would: on the downloaded files, without our code."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from factories.surveys import mixed, published, service
from sambayan.surveys.models import ELEMENTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def download(client, tmp_path):
    def files(made) -> tuple[Path, Path, Path]:
        paths = []
        for name, filename in (("answers", "answers.csv"), ("figures", "figures.json")):
            response = client.get(reverse(f"portal:{name}", kwargs={"code": "samsat", "survey": made.pk}))
            paths.append(tmp_path / filename)
            paths[-1].write_bytes(b"".join(response.streaming_content))
        script = client.get(reverse("portal:recompute"))
        assert script["Content-Type"] == "text/x-python; charset=utf-8"
        assert script["Content-Disposition"] == 'attachment; filename="recompute.py"'
        (tmp_path / "recompute.py").write_bytes(script.content)
        return tmp_path / "recompute.py", *paths

    return files


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-I", *map(str, command)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={"PYTHONIOENCODING": "utf-8"},
    )


def varied(n: int, seed: int, blanks: float):
    draw = random.Random(seed)
    return [
        tuple(None if draw.random() < blanks else draw.choice((1, 2, 3, 3, 4, 4)) for _ in ELEMENTS) for _ in range(n)
    ]


CASES = {
    "complete": (mixed(40), {}),
    "blanks and population": (varied(317, 3, 0.15), {"population": 1204}),
    "population below the answers": (varied(40, 4, 0.1), {"population": 10}),
    "few": (varied(7, 5, 0.3), {}),
    "cost not applicable, a blank respondent": ([*varied(60, 6, 0.1), (None,) * 9], {"cost_mode": "not_applicable"}),
    "an element nobody answered, one with two": (
        [(None, 3 if n < 2 else None, *[2 + n % 3] * 7) for n in range(35)],
        {},
    ),
    "all the same": ([(4,) * 9] * 30, {}),
}


@pytest.mark.parametrize("case", CASES)
def test_recompute_agrees_to_the_last_digit(download, case):
    rows, fields = CASES[case]
    done = run(*download(published(service(), rows, **fields)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "TIDAK cocok" not in done.stdout
    assert done.stdout.endswith("Semua cocok.\n")
    assert "satisfaction_index" in done.stdout and "interval" in done.stdout


def test_recompute_notices_a_changed_answer(download):
    script, answers, figures = download(published(service(), varied(60, 8, 0.05)))
    lines = answers.read_text().splitlines()
    lines[5] = ",".join("1" if value != "1" else "4" for value in lines[5].split(","))
    answers.write_text("\n".join(lines) + "\n")
    done = run(script, answers, figures)
    assert done.returncode == 1
    assert "TIDAK cocok" in done.stdout.splitlines()[-1]


def test_recompute_notices_a_changed_figure(download):
    script, answers, figures = download(published(service(), varied(60, 9, 0.05)))
    document = json.loads(figures.read_text())
    document["figures"]["interval"]["low"] = "25.00"
    figures.write_text(json.dumps(document))
    done = run(script, answers, figures)
    assert (done.returncode, done.stdout.count("TIDAK cocok")) == (1, 2)


def test_recompute_explains_itself_without_files():
    script = Path(__file__).parents[2] / "src/sambayan/portal/scripts/recompute.py"
    done = run(script)
    assert done.returncode == 1
    assert "python recompute.py answers.csv figures.json" in done.stderr
    assert len(script.read_text(encoding="utf-8").splitlines()) < 150
    assert "sambayan" not in [
        line.split()[1].split(".")[0] for line in script.read_text().splitlines() if line.startswith(("import", "from"))
    ]
