"""One word per verb: flow, right, record and sentence agree; every setting and diagram is written down."""

import re
from pathlib import Path

import pytest

from sambayan.audit.sentences import SENTENCES
from sambayan.common.guard import RIGHTS
from sambayan.common.templatetags.access import register  # noqa: F401 - the tag library loads
from sambayan.config.environment import SETTINGS
from sambayan.cycles.rules import PERIOD_FLOW, YEAR_FLOW
from sambayan.evaluation.rules import CALIBRATION_FLOW, PROPOSAL_FLOW
from sambayan.evaluation.rules import FLOW as EVALUATION
from sambayan.growth.rules import COUNSELLING_FLOW, FEEDBACK_FLOW, GUIDANCE_FLOW
from sambayan.objections.rules import FLOW as OBJECTIONS
from sambayan.people.rules import IMPORT_FLOW as PEOPLE_IMPORTS
from sambayan.planning.rules import FLOW as PLANNING
from sambayan.planning.rules.goals import CONTRACT_FLOW, GOAL_FILE_FLOW
from sambayan.surveys.rules import IMPORT_FLOW, SURVEY_FLOW

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sambayan"
FLOWS = {
    "planning": PLANNING, "contracts": CONTRACT_FLOW, "goal_files": GOAL_FILE_FLOW, "evaluation": EVALUATION,
    "calibration": CALIBRATION_FLOW, "proposal": PROPOSAL_FLOW, "surveys": SURVEY_FLOW, "imports": IMPORT_FLOW,
    "people_imports": PEOPLE_IMPORTS, "cycles": YEAR_FLOW, "periods": PERIOD_FLOW, "feedback": FEEDBACK_FLOW,
    "guidance": GUIDANCE_FLOW, "counselling": COUNSELLING_FLOW, "objections": OBJECTIONS,
}  # fmt: skip
ROOM_OF = {
    "contracts": "planning", "goal_files": "planning", "calibration": "evaluation", "proposal": "evaluation",
    "imports": "surveys", "people_imports": "people", "periods": "cycles", "feedback": "growth",
    "guidance": "growth", "counselling": "growth",
}  # fmt: skip
BY_JOBS = {
    ("people_imports", "refuse"), ("people_imports", "compare"), ("evaluation", "mark_not_returned"),
    ("evaluation", "finalise"), ("feedback", "use"),
}  # fmt: skip
NO_RIGHT = {
    ("surveys", "respond"),
    ("surveys", "import"),
    ("proposal", "lapse"),  # part of closing the session
    *BY_JOBS,
    ("objections", "refuse_late"),  # what `lodge` leads to after the last day
    ("evaluation", "withdraw_when_returned"),  # what `withdraw_objection` leads to when the document was back
    ("evaluation", "withdraw_when_not_returned"),  # and when it was late
}  # open to every citizen; asked through `surveys.upload`


def texts(pattern: str) -> str:
    return "\n".join(path.read_text() for path in SOURCE.rglob(pattern) if "migrations" not in path.parts)


@pytest.mark.parametrize(("name", "verb"), [(name, verb) for name, flow in FLOWS.items() for verb in flow.moves])
def test_every_verb_of_a_flow_is_a_right_and_a_recorded_event(name, verb):
    room = ROOM_OF.get(name, name)
    if (name, verb) in NO_RIGHT:
        return

    assert f"{room}.{verb}" in RIGHTS
    assert f"{room}.{verb}" in SENTENCES


def test_every_recorded_event_has_a_sentence():
    code = texts("actions.py") + texts("actions/*.py")
    recorded = set(re.findall(r'record\(\s*"([a-z_.]+)"', code)) | set(re.findall(r'Entry\(\s*"([a-z_.]+)"', code))

    assert recorded <= SENTENCES.keys()


def test_every_right_is_asked_somewhere():
    code = texts("*.py") + texts("*.html")

    assert {right for right in RIGHTS if code.count(f'"{right}"') < 2} == set()


@pytest.mark.parametrize(("name", "flow"), FLOWS.items())
def test_the_drawn_lifecycle_is_the_real_one(name, flow):
    assert flow.mermaid() in (ROOT / "docs" / "states" / f"{name}.md").read_text()


def test_every_setting_is_documented():
    manual = (ROOT / "docs" / "operations.md").read_text()
    example = (ROOT / ".env.example").read_text()

    assert [s.name for s in SETTINGS if f"`{s.name}`" not in manual or s.name not in example] == []


def test_every_command_of_the_makefile_is_documented():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = (ROOT / "README.md").read_text() + (ROOT / "docs" / "architecture.md").read_text()

    assert {target for target in targets if f"make {target}" not in told} == set()


def test_every_decision_that_is_named_exists():
    named = set()
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *SOURCE.rglob("*.py")]:
        named |= set(re.findall(r"ADR[ -](\d{4})", path.read_text()))

    assert named <= {path.name[:4] for path in (ROOT / "docs" / "adr").glob("*.md")}


def test_words_of_the_law_are_shown_through_the_translation():
    # `get_…_display` shows the Indonesian word in every language; `…_word|worded` shows the reader's.
    assert re.findall(r"get_\w+_display", texts("*.html") + texts("*.py")) == []
