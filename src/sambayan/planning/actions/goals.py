"""The verbs of an organisation's goals. Source: PermenPANRB 6/2022 Ps 7(4), Lampiran II.A.1-2 p26-29."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.rows import lock
from sambayan.cycles.models import Cycle
from sambayan.people.models import OrganisationUnit
from sambayan.planning.models import GoalFile, KeyIndicator, PerformanceContract, StrategicPlan
from sambayan.planning.queries import goals as queries
from sambayan.planning.rules import goals as rules


@transaction.atomic
def write_strategy(top: OrganisationUnit, words: dict[str, Any], *, by: Actor, at: datetime) -> StrategicPlan:
    """Write the strategic plan of an agency; one that begins in the same year is changed."""
    require("planning.write_strategy", by, top)
    plan, is_new = StrategicPlan.objects.get_or_create(
        agency=top.agency,
        first_year=words["first_year"],
        defaults={"title": words["title"], "last_year": words["last_year"]},
    )
    before = {} if is_new else {"title": plan.title, "last_year": plan.last_year}
    plan.title, plan.last_year = words["title"], words["last_year"]
    plan.save(update_fields=["title", "last_year"])
    after = {"title": plan.title, "first_year": plan.first_year, "last_year": plan.last_year}
    record("planning.write_strategy", plan, by=by, at=at, before=before, after=after)
    return plan


@transaction.atomic
def draft_contract(unit: OrganisationUnit, cycle: Cycle, *, title: str, by: Actor, at: datetime) -> PerformanceContract:
    """Begin the contract of a unit for a year; beginning twice returns the one there is."""
    require("planning.draft_contract", by, unit)
    contract, is_new = PerformanceContract.objects.get_or_create(
        unit=unit,
        cycle=cycle,
        defaults={
            "title": title,
            "state": rules.CONTRACT_FLOW.after(None, "draft_contract"),
            "plan": queries.plan_for(unit.agency_id, cycle.year),
        },
    )
    if is_new:
        record("planning.draft_contract", contract, by=by, at=at, after={"unit": unit.name})
    return contract


@transaction.atomic
def set_contract(contract: PerformanceContract, *, by: Actor, at: datetime) -> PerformanceContract:
    """Set a contract, so that everybody may read it; Denied with what is missing while it is incomplete."""
    require("planning.set_contract", by, lock(contract))
    missing = rules.contract_gaps(queries.drafts_of(contract))
    if missing:
        raise Denied(Refusal(" ".join(_(gap) for gap in missing)))
    before = contract.state
    contract.state = rules.CONTRACT_FLOW.after(contract.state, "set_contract")
    contract.set_at = at
    contract.save(update_fields=["state", "set_at"])
    after = {"state": contract.state}
    record("planning.set_contract", contract, by=by, at=at, before={"state": before}, after=after)
    return contract


@transaction.atomic
def reopen_contract(contract: PerformanceContract, *, reason: str, by: Actor, at: datetime) -> PerformanceContract:
    """Open a set contract again, with the reason; who reads it changes until it is set again."""
    require("planning.reopen_contract", by, lock(contract))
    before = contract.state
    contract.state = rules.CONTRACT_FLOW.after(contract.state, "reopen_contract")
    contract.save(update_fields=["state"])
    after = {"state": contract.state}
    record("planning.reopen_contract", contract, by=by, at=at, before={"state": before}, after=after, reason=reason)
    return contract


@transaction.atomic
def write_indicator(
    contract: PerformanceContract,
    words: dict[str, Any],
    *,
    indicator: KeyIndicator | None = None,
    by: Actor,
    at: datetime,
) -> KeyIndicator:
    """Add a key indicator to a contract, or change one; Denied when it would support one that is not above."""
    require("planning.write_indicator", by, lock(contract))
    parent = _parent(contract, words["parent"])
    before = queries.indicator_words(indicator) if indicator else {}
    last = contract.indicators.aggregate(last=Max("number"))["last"] or 0
    row = indicator or KeyIndicator(contract=contract, number=last + 1)
    for name in queries.WORDS:
        setattr(row, name, words[name])
    row.parent = parent
    row.save()
    after = queries.indicator_words(row)
    record("planning.write_indicator", contract, by=by, at=at, before=before, after=after)
    return row


def _parent(contract: PerformanceContract, key: Any) -> KeyIndicator | None:
    if not key:
        return None
    above = KeyIndicator.objects.filter(pk=key, contract__cycle=contract.cycle_id).select_related("contract__unit")
    found = above.first()
    if found is None or not rules.may_cascade(contract.unit.path, found.contract.unit.path):
        raise Denied(Refusal(_("Indikator yang didukung harus milik unit di atasnya pada tahun yang sama.")))
    return found


@transaction.atomic
def remove_key(indicator: KeyIndicator, *, by: Actor, at: datetime) -> None:
    """Take a key indicator out of a contract that is a draft; what supported it stays and loses the line."""
    contract = indicator.contract
    require("planning.write_indicator", by, lock(contract))
    record("planning.write_indicator", contract, by=by, at=at, before=queries.indicator_words(indicator))
    indicator.delete()


@transaction.atomic
def upload_goals(contract: PerformanceContract, file: dict[str, Any], *, by: Actor, at: datetime) -> GoalFile:
    """Keep what was read from a file of key indicators, to be looked at; nothing of the contract changes."""
    require("planning.upload_goals", by, lock(contract))
    state = rules.GOAL_FILE_FLOW.after(None, "upload_goals")
    kept = GoalFile.objects.create(contract=contract, state=state, uploaded_by=by.name, uploaded_at=at, **file)
    record("planning.upload_goals", contract, by=by, at=at, after={"file": kept.filename})
    return kept


@transaction.atomic
def confirm_goals(file: GoalFile, *, by: Actor, at: datetime) -> GoalFile:
    """Take a file over as a whole: its lines add and change indicators by number; all or nothing.

    Denied while a line of it cannot be taken, or when nothing would change.
    """
    lock(file.contract)
    require("planning.confirm_goals", by, lock(file))
    if file.problems:
        raise Denied(Refusal(_("Ada baris yang ditolak; betulkan berkasnya lalu unggah lagi.")))
    changes = [change for change in queries.changes_of(file) if change.kind != "same"]
    if not changes:
        raise Denied(Refusal(_("Tidak ada yang berubah."), _("Berkas ini dapat dibatalkan.")))
    above = {"": None} | {str(number): pk for number, pk in queries.nearest_above(file.contract).by_number.items()}
    if not {change.after["parent"] for change in changes} <= above.keys():
        raise Denied(Refusal(_("Perjanjian kinerja unit di atas berubah sejak berkas dibaca; unggah lagi berkasnya.")))
    for change in changes:
        words = {name: change.after[name] for name in queries.WORDS}
        parent = above[change.after["parent"]]
        KeyIndicator.objects.update_or_create(
            contract=file.contract, number=change.number, defaults={**words, "parent_id": parent}
        )
    file.state = rules.GOAL_FILE_FLOW.after(file.state, "confirm_goals")
    file.save(update_fields=["state"])
    after = {"file": file.filename, "lines": [change.after for change in changes]}
    before = {"lines": [change.before for change in changes]}
    record("planning.confirm_goals", file.contract, by=by, at=at, before=before, after=after)
    return file


@transaction.atomic
def discard_goals(file: GoalFile, *, by: Actor, at: datetime) -> GoalFile:
    """Drop a file that is not wanted; nothing of the contract changes."""
    require("planning.discard_goals", by, lock(file))
    file.state = rules.GOAL_FILE_FLOW.after(file.state, "discard_goals")
    file.save(update_fields=["state"])
    record("planning.discard_goals", file.contract, by=by, at=at, before={"file": file.filename})
    return file
