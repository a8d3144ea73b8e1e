"""The shape of the house: the same few file names in every room, small files, small functions, small templates."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sambayan"
ROOMS = (
    "audit", "policies", "people", "notices", "accounts", "instruments", "cycles", "planning", "surveys", "growth",
    "evaluation", "objections", "outcomes", "portal",
)  # fmt: skip
TEN_NAMES = {"urls", "views", "api", "tasks", "forms", "actions", "queries", "access", "models", "rules"}
ALSO = {
    "__init__", "migrations", "templates", "static", "middleware", "sentences", "scripts", "templatetags",
}  # fmt: skip
PYTHON = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = sorted(SOURCE.rglob("*.html"))
MOST_LINES, MOST_IN_FUNCTION, MOST_IN_TEMPLATE = 400, 50, 120


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_only_the_known_names(room):
    found = {path.stem for path in (SOURCE / room).iterdir() if path.name != "__pycache__"}

    assert found - TEN_NAMES - ALSO == set()


def test_no_drawer_for_odds_and_ends():
    forbidden = {"utils", "helpers", "services", "managers", "exceptions", "constants", "misc"}

    assert [path for path in PYTHON if path.stem in forbidden and path.parent.name not in ("demo", "services")] == []


def test_files_stay_small():
    assert [path for path in PYTHON if len(path.read_text().splitlines()) > MOST_LINES] == []


def test_functions_stay_small():
    long = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= MOST_IN_FUNCTION:
                long.append(f"{path.relative_to(SOURCE)}:{node.name}")

    assert long == []


def test_templates_stay_small():
    assert [path for path in TEMPLATES if len(path.read_text().splitlines()) > MOST_IN_TEMPLATE] == []


def _name(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_template_compiles(path):
    get_template(_name(path))


def test_every_template_is_used():
    told = "\n".join(p.read_text() for p in [*PYTHON, *TEMPLATES])
    unused = [
        _name(path)
        for path in TEMPLATES
        if path.parent.name != "components"
        and f'"{_name(path)}' not in told
        and path.name not in ("404.html", "500.html")
    ]

    assert unused == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_style_or_script_stands_in_a_page(path):
    text = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", text)


def test_every_field_is_listed_as_personal_or_not():
    import yaml

    listed = yaml.safe_load((SOURCE / "config" / "personal_fields.yaml").read_text())
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("sambayan."):
            found[model._meta.label] = {field.name for field in model._meta.get_fields() if field.concrete}

    told = {label: set(row["personal"]) | set(row["other"]) for label, row in listed.items()}
    assert told == found


def test_no_page_names_an_external_host():
    allowed = ("http://www.w3.org", "https://www.lapor.go.id")
    found = []
    for path in [*TEMPLATES, *SOURCE.rglob("*.css"), *SOURCE.rglob("*.js")]:
        for host in re.findall(r"https?://[a-z0-9.\-]+", path.read_text()):
            if not host.startswith(allowed):
                found.append((path.name, host))

    assert found == []
