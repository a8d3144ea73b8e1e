"""What the two sides and the decider said, as the bundle of an objection keeps it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from sambayan.audit.rules import moment
from sambayan.common.numbers import date_long
from sambayan.objections.models import Objection
from sambayan.objections.rules import Side
from sambayan.planning.models import EvidenceFile


def place(file: EvidenceFile, folder: str = "bukti") -> str:
    """Where an uploaded file lies in the bundle; the beginning of its hash keeps equal names apart."""
    return f"{folder}/berkas/{file.sha256[:12]}-{file.name}"


def when(at: datetime | None) -> str:
    """A moment as the record writes it; empty where there is none."""
    return moment(at) if at else ""


def said(objection: Objection) -> dict[str, Any]:
    """The objection, what both sides explained, and the decision, as values."""
    return {
        "state": objection.state,
        "reasons": objection.reasons,
        "evidence": objection.evidence,
        "links": objection.links,
        "files": [{"name": place(each, "keberatan"), "sha256": each.sha256} for each in objection.files.order_by("pk")],
        "due_on": str(objection.due_on),
        "lodged_at": when(objection.lodged_at),
        "late_reason": objection.late_reason,
        "admit_reason": objection.admit_reason,
        "decided_at": when(objection.decided_at),
        "decision_reason": objection.decision_reason,
        "recommendation": objection.recommendation,
        "employee": str(objection.employee),
        "appraiser": str(objection.appraiser),
        "superior": str(objection.superior or ""),
        "explanations": [
            {
                "side": row.side,
                "is_refusal": row.is_refusal,
                "text": row.text,
                "by": row.written_by,
                "at": moment(row.written_at),
            }
            for row in objection.explanations.order_by("pk")
        ],
    }


def said_in_words(objection: Objection) -> str:
    """The same for people."""
    lines = [f"Keberatan {objection.employee}, {objection.evaluation.period}", "", objection.reasons, ""]
    lines += [f"Bukti: {objection.evidence}"] if objection.evidence else []
    lines += [f"Tautan: {link}" for link in objection.links]
    lines += [f"Berkas: {place(each, 'keberatan')}" for each in objection.files.order_by("pk")]
    for row in objection.explanations.order_by("pk"):
        head = "Tidak memberi penjelasan" if row.is_refusal else "Penjelasan"
        lines += ["", f"{head} – {Side(row.side).label} ({date_long(timezone.localdate(row.written_at))})", row.text]
    if objection.decision_reason:
        lines += ["", f"Keputusan: {objection.state_word.label}", objection.decision_reason, objection.recommendation]
    return "\n".join(lines) + "\n"
