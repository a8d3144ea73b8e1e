"""Runs the whole suite: on SQLite, on PostgreSQL when one is reachable, and in a browser when Chromium is installed.

Prints which of the three ran. With SAMBAYAN_REQUIRE_ALL=1 (continuous integration) a skipped one is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]
COVERED = "*/rules.py,*/rules/*.py,*/actions.py,*/access.py"
LOCAL = ("postgresql://localhost/postgres", "postgresql:///postgres")


def run(title: str, command: list[str], **environment: str) -> bool:
    """Run one part and say how it went."""
    print(f"\n== {title}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def postgresql() -> str:
    """The address of a PostgreSQL that answers, or an empty text."""
    import psycopg

    for address in filter(None, (os.environ.get("SAMBAYAN_TEST_DATABASE_URL"), *LOCAL)):
        try:
            psycopg.connect(address, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return address
    return ""


def main(extra: list[str]) -> int:
    """Run what can be run; 1 when anything failed, or was skipped although all is required."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    database = postgresql()
    outcome: dict[str, str] = {}

    data = ROOT / "build" / "coverage"
    data.mkdir(parents=True, exist_ok=True)
    coverage = ["--cov", "--cov-branch", "--cov-report="]
    passed = run("SQLite", [*PYTEST, *coverage, "-m", "not journey", *extra], COVERAGE_FILE=str(data / "data"))
    outcome["SQLite"] = "passed" if passed else "FAILED"
    if passed and not extra:
        report = [
            sys.executable,
            "-m",
            "coverage",
            "report",
            f"--include={COVERED}",
            "--fail-under=100",
            "--skip-covered",
        ]
        complete = run("Branch coverage of rules, actions and access", report, COVERAGE_FILE=str(data / "data"))
        outcome["branch coverage 100 %"] = "passed" if complete else "FAILED"
    if database:
        passed = run(
            "PostgreSQL", [*PYTEST, "-m", "not journey and not one_database", *extra], SAMBAYAN_DATABASE_URL=database
        )
        outcome["PostgreSQL"] = "passed" if passed else "FAILED"
    else:
        outcome["PostgreSQL"] = "skipped: no server reachable (set SAMBAYAN_TEST_DATABASE_URL)"
    if browser:
        passed = run("Journeys in Chromium", [*PYTEST, "-m", "journey", *extra], SAMBAYAN_CHROMIUM=browser)
        outcome["Chromium"] = "passed" if passed else "FAILED"
    else:
        outcome["Chromium"] = "skipped: Chromium is not installed"

    print("\n" + "\n".join(f"{name}: {result}" for name, result in outcome.items()))
    required = os.environ.get("SAMBAYAN_REQUIRE_ALL") == "1"
    bad = [r for r in outcome.values() if r == "FAILED" or (required and r.startswith("skipped"))]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
