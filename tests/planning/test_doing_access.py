"""Who may write down the work of a period, read it and say something to it; on values that were never stored."""

from types import SimpleNamespace

import pytest

from planning.test_access import WHO
from sambayan.common.guard import why_not
from sambayan.planning.access import doing as access  # noqa: F401 - declares the rights

READERS = {"ani", "budi", "citra", "admin"}


def desk(state: str = "in_force", closed: str = ""):
    return SimpleNamespace(
        employee_id=1, employee="Ani", appraiser_id=2, appraiser="Budi", superior_id=3, superior="Citra", state=state,
        closed=closed, unit=SimpleNamespace(path="lpg/bapenda/samsat/"),
    )  # fmt: skip


def allowed(right: str, thing) -> set[str]:
    return {name for name, who in WHO.items() if why_not(right, who, thing) is None}


WORK = (
    "work", "plan_action", "change_action", "remove_action", "finish_action", "copy_actions", "correct_documentation",
    "remove_documentation", "attach", "detach", "collect_log",
)  # fmt: skip


@pytest.mark.parametrize("verb", WORK)
def test_the_work_is_written_by_its_owner_while_the_period_is_open(verb):
    assert allowed(f"planning.{verb}", desk()) == {"ani"}
    assert allowed(f"planning.{verb}", desk("proposed")) == set()
    assert allowed(f"planning.{verb}", desk(closed="Triwulan II sudah ditutup.")) == set()


def test_a_closed_period_says_why():
    refusal = why_not("planning.work", WHO["ani"], desk(closed="Triwulan II sudah ditutup."))

    assert str(refusal) == "Triwulan II sudah ditutup."


def test_before_the_agreement_is_in_force_the_refusal_says_who_can_set_it():
    refusal = why_not("planning.work", WHO["ani"], desk("signed"))

    assert str(refusal) == "Kemajuan dicatat setelah SKP berlaku. Pejabat penilai menetapkannya."


@pytest.mark.parametrize("verb", ["doing", "log", "download", "print_actions", "print_documentation"])
def test_it_is_read_by_those_who_read_the_agreement(verb):
    assert allowed(f"planning.{verb}", desk()) == READERS


@pytest.mark.parametrize("verb", ["write_log", "assign_log", "upload_log"])
def test_the_log_is_its_owners_also_when_the_period_is_closed(verb):
    assert allowed(f"planning.{verb}", desk(closed="Ditutup.")) == {"ani"}
    assert allowed(f"planning.{verb}", desk("draft")) == set()


@pytest.mark.parametrize("verb", ["change_log", "remove_log"])
def test_a_collected_line_stays_as_it_is(verb):
    line = SimpleNamespace(employee_id=1, employee="Ani", documentation_id=None)
    assert allowed(f"planning.{verb}", line) == {"ani"}

    line.documentation_id = 5
    assert allowed(f"planning.{verb}", line) == set()
    assert "sudah menjadi bagian catatan kemajuan" in str(why_not(f"planning.{verb}", WHO["ani"], line))


@pytest.mark.parametrize(("verb", "state", "who"), [
    ("log_file", "closed", {"ani"}), ("discard_log", "closed", {"ani"}), ("confirm_log", "in_force", {"ani"}),
    ("confirm_log", "closed", set()),
])  # fmt: skip
def test_a_table_is_its_owners(verb, state, who):
    assert allowed(f"planning.{verb}", SimpleNamespace(agreement=desk(state))) == who


def test_a_step_is_commented_on_by_the_appraiser():
    assert allowed("planning.comment_action", desk()) == {"budi"}
    assert allowed("planning.comment_action", desk(closed="Ditutup.")) == set()


def test_monitoring_is_for_whoever_leads_the_person_and_never_oneself():
    assert allowed("planning.monitor", desk()) == {"budi", "citra"}
    assert allowed("planning.monitor", desk("draft")) == set()
    assert "Budi pejabat penilainya." in str(why_not("planning.monitor", WHO["ani"], desk()))


def test_the_team_is_for_employees():
    assert allowed("planning.team_doing", None) == {"ani", "budi", "citra", "dewi"}
