"""What is frozen with an objection: every file of the bundle, and the bundle as one archive."""

import base64
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

import typst
from django.urls import reverse
from django.utils import timezone, translation

from sambayan import evaluation as evaluation_room
from sambayan.audit.models import Event
from sambayan.audit.queries import checkpoints, history, origin, verifier_key
from sambayan.audit.rules import OPEN, PERSONAL, moment
from sambayan.common.documents import pdf, qr_code
from sambayan.common.numbers import date_long
from sambayan.common.numbers import moment as written_moment
from sambayan.common.pages import address
from sambayan.evaluation.models import EvaluationDocument
from sambayan.evaluation.queries import document_content, printed_document
from sambayan.evaluation.rules import FormCode
from sambayan.growth.queries import feedback_on
from sambayan.growth.rules import GiverKind
from sambayan.objections import rules
from sambayan.objections.models import Objection, ObjectionBundle
from sambayan.objections.queries.notes import notes
from sambayan.objections.rules import BundleKind, Side
from sambayan.planning.models import EvidenceFile, PerformanceAgreement
from sambayan.planning.queries import expectations_of, file_content, results_of
from sambayan.policies.queries import pack, pack_code

BASE64, STORED = "base64:", "stored:"
"""Before the name of a file whose content is not text, and of one that lies in the store of evidence."""
_FORM = Path(evaluation_room.__path__[0]) / "templates" / "evaluation" / "d_1.typ"


@translation.override("id")
def bundle_files(objection: Objection, at: datetime) -> dict[str, bytes]:
    """Every file of the bundle as it stands at this moment; names are Indonesian, as the readers' are.

    The agreement, the evidence, feedback, notes, ratings, the documents, the objection and its explanations, the rule
    pack, and the record of evaluation and objection with all that is needed to verify it.
    """
    evaluation = objection.evaluation
    plan = evaluation.agreement
    files = {
        "BACA-DULU.txt": _readme(objection, at).encode(),
        "skp/skp.json": rules.written(_agreement(plan)),
        "skp/skp.txt": _agreement_text(plan).encode(),
        "bukti/bukti.json": rules.written(_evidence(objection)),
        "umpan-balik/umpan-balik.json": rules.written(_feedback(objection)),
        "catatan/catatan.json": rules.written(notes(objection.evaluation)),
        "penilaian/penilaian.json": rules.written(_rating(objection)),
        "keberatan/keberatan.json": rules.written(_objection(objection)),
        "keberatan/keberatan.txt": _objection_text(objection).encode(),
        "aturan/aturan.json": rules.written(_rules(evaluation.rule_version)),
        "riwayat/riwayat.json": rules.written(_record(objection)),
        "riwayat/titik-periksa.txt": _checkpoint().encode(),
    }
    for name, content in _documents(objection).items():
        files[f"dokumen/{name}"] = content
    return files


def evidence_files(objection: Objection) -> dict[str, EvidenceFile]:
    """The evidence of the period that was uploaded as files, by their names in the bundle."""
    evaluation = objection.evaluation
    kept = {
        piece.file
        for result in results_of(evaluation.agreement_id, evaluation.period_id)
        for entry in result.documentation.all()
        for piece in entry.evidence.all()
        if piece.file
    }
    return {_place(file): file for file in kept}


def _place(file: EvidenceFile) -> str:
    return f"bukti/berkas/{file.sha256[:12]}-{file.name}"


def frozen(objection: Objection, kind: BundleKind, at: datetime) -> tuple[dict[str, str], bytes]:
    """What a bundle keeps, as text that a database keeps unchanged, and its manifest.

    Of uploaded evidence the place in the store is kept; its hash stands in the manifest.
    """
    files, evidence = bundle_files(objection, at), evidence_files(objection)
    kept = {}
    for name, content in files.items():
        if name.endswith(".pdf"):
            kept[BASE64 + name] = base64.b64encode(content).decode()
        else:
            kept[name] = content.decode()
    kept |= {STORED + name: file.stored_as for name, file in evidence.items()}
    pieces = [rules.piece(name, content) for name, content in files.items()]
    pieces += [rules.Piece(name, file.size, file.sha256) for name, file in evidence.items()]
    listed = rules.manifest(_about(objection, kind, at), pieces)
    return {**kept, rules.MANIFEST: listed.decode()}, listed


def _about(objection: Objection, kind: BundleKind, at: datetime) -> dict[str, str]:
    evaluation = objection.evaluation
    return {
        "about": f"{objection.employee}, {evaluation.period}",
        "document": objection.document.code if objection.document else (evaluation.document_code or ""),
        "frozen_at": moment(at),
        "kind": kind.value,
        "record": origin(),
    }


class NotWholeError(Exception):
    """The manifest of a bundle is not the frozen one, so that nothing in it can be checked."""


def bundle_archive(bundle: ObjectionBundle, out: IO[bytes]) -> list[str]:
    """Write the frozen files as one ZIP: the same bytes whenever it is asked for; the names of those no longer whole.

    NotWholeError, before anything is written, when the manifest was changed.
    """
    listed = str(bundle.content.get(rules.MANIFEST, "")).encode()
    if rules.digest(listed) != bundle.manifest_hash:
        raise NotWholeError(f"the manifest of bundle {bundle.pk} is not the frozen one")
    return rules.archive(out, listed, partial(_read, bundle.content))


def _read(content: dict[str, str], name: str) -> bytes | None:
    if STORED + name in content:
        return file_content(content[STORED + name])
    if BASE64 + name in content:
        return base64.b64decode(content[BASE64 + name])
    return content[name].encode() if name in content else None


def bundle_of(pk: int) -> ObjectionBundle | None:
    """One bundle with its content, and the objection it belongs to with everybody it names."""
    people = ("employee", "appraiser", "superior", "unit", "evaluation__period__cycle")
    rows = ObjectionBundle.objects.select_related(*(f"objection__{name}" for name in people))
    return rows.filter(pk=pk).first()


def _readme(objection: Objection, at: datetime) -> str:
    evaluation = objection.evaluation
    return (
        f"BERKAS BEKU KEBERATAN\n{objection.employee}, {evaluation.period}, dibekukan {written_moment(at)}\n\n"
        "Isi berkas ini tidak berubah lagi sejak saat itu, juga bila data di sistem berubah kemudian.\n\n"
        "  skp/           perjanjian kinerja (SKP) yang menjadi dasar penilaian\n"
        "  bukti/         realisasi dan bukti periode ini, dengan berkas yang diunggah\n"
        "  umpan-balik/   umpan balik yang wajib dipertimbangkan (PermenPANRB 6/2022 Pasal 17)\n"
        "  catatan/       catatan dialog, bimbingan, kalibrasi, penilaian mandiri, dan catatan penilai\n"
        "  penilaian/     rating, alasan, predikat, dan suara warga yang dibekukan\n"
        "  dokumen/       dokumen evaluasi yang diterbitkan\n"
        "  keberatan/     keberatan dan penjelasan kedua pihak\n"
        "  aturan/        nilai setelan yang dipakai menghitung\n"
        "  riwayat/       catatan kejadian, dan titik periksa bertanda tangan\n\n"
        "CARA MEMERIKSA\n"
        "1. Buka terminal di folder ini dan jalankan:  sha256sum -c SHA256SUMS\n"
        "   Semua baris harus berakhir OK (di Windows: certutil -hashfile NAMA SHA256).\n"
        "2. Hitung SHA-256 manifest.json dan cocokkan dengan sidik yang tertulis di halaman keberatan.\n"
        "   Sidik yang sama tercatat di riwayat sistem pada hari berkas ini dibekukan.\n"
        "3. Setiap kejadian di riwayat/ memuat leaf_hash; daftar seluruh leaf_hash terbuka bagi siapa pun\n"
        "   di halaman titik periksa, jadi keberadaannya dalam catatan dapat dibuktikan tanpa mempercayai kami.\n"
    )


def _when(at: datetime | None) -> str:
    return moment(at) if at else ""


def _agreement(plan: PerformanceAgreement) -> dict[str, Any]:
    return {
        "state": plan.state,
        "version": plan.version,
        "approach": plan.approach,
        "set_at": _when(plan.set_at),
        "results": [
            {
                "number": result.number,
                "kind": result.kind,
                "title": result.title,
                "supported_result": result.supported_result,
                "takeover_note": result.takeover_note,
                "indicators": [
                    {"name": each.name, "target": each.target, "aspect": each.aspect, "perspective": each.perspective}
                    for each in result.indicators.all()
                ],
            }
            for result in results_of(plan.pk)
        ],
        "expectations": expectations_of(plan.pk),
        "annex": [{"part": row.part, "text": row.text} for row in plan.annex.order_by("part", "number", "pk")],
    }


def _agreement_text(plan: PerformanceAgreement) -> str:
    lines = [f"{plan}", f"Ditetapkan: {date_long(plan.set_at)}" if plan.set_at else "Belum ditetapkan", ""]
    for result in results_of(plan.pk):
        lines.append(f"{result.number}. {result.title}")
        lines += [f"   - {each.name}: {each.target}" for each in result.indicators.all()]
    lines += ["", *(f"Ekspektasi khusus ({code}): {text}" for code, text in expectations_of(plan.pk).items())]
    return "\n".join(lines) + "\n"


def _evidence(objection: Objection) -> list[dict[str, Any]]:
    evaluation = objection.evaluation
    return [
        {
            "result": result.title,
            "realisation": entry.realisation,
            "progress": entry.progress_word.label,
            "day": entry.day.isoformat(),
            "evidence": [
                {
                    "title": piece.title,
                    "url": piece.url,
                    "file": {"name": _place(piece.file), "sha256": piece.file.sha256} if piece.file else None,
                }
                for piece in entry.evidence.all()
            ],
            "recorded_at": moment(entry.recorded_at),
        }
        for result in results_of(evaluation.agreement_id, evaluation.period_id)
        for entry in result.documentation.all()
    ]


def _feedback(objection: Objection) -> list[dict[str, Any]]:
    """All recorded feedback; of a service user only the kind is told, never a name."""
    evaluation = objection.evaluation
    return [
        {
            "from": GiverKind(row.giver_kind).label,
            "name": str(row.giver) if row.giver else "",
            "result": row.result.title if row.result else "",
            "value": row.value_code,
            "is_positive": row.is_positive,
            "text": row.text,
            "evidence": row.evidence,
            "reply": row.reply,
            "recorded_at": _when(row.recorded_at),
        }
        for row in feedback_on(evaluation.employee_id, evaluation.period_id)
    ]


def _rating(objection: Objection) -> dict[str, Any]:
    evaluation = objection.evaluation
    names = (
        *("result_rating", "result_reason", "behaviour_rating", "behaviour_reason", "predicate"),
        *("organisation_predicate", "consideration", "result_suggestion", "suggestion_reason"),
        *("unsupported_reason", "distribution_reason", "citizen_evidence", "rule_version", "form_code"),
        *("organisation_source", "exception_predicate", "exception_reason", "passed_reason", "is_final"),
        *("final_reason",),
    )
    found = {name: getattr(evaluation, name) for name in names}
    for name in ("rated_at", "passed_at", "signed_at", "handed_over_at", "received_at"):
        found[name] = _when(getattr(evaluation, name))
    return found


def _objection(objection: Objection) -> dict[str, Any]:
    return {
        "state": objection.state,
        "reasons": objection.reasons,
        "evidence": objection.evidence,
        "links": objection.links,
        "due_on": str(objection.due_on),
        "lodged_at": _when(objection.lodged_at),
        "late_reason": objection.late_reason,
        "admit_reason": objection.admit_reason,
        "decided_at": _when(objection.decided_at),
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


def _objection_text(objection: Objection) -> str:
    lines = [f"Keberatan {objection.employee}, {objection.evaluation.period}", "", objection.reasons, ""]
    lines += [f"Bukti: {objection.evidence}"] if objection.evidence else []
    lines += [f"Tautan: {link}" for link in objection.links]
    for row in objection.explanations.order_by("pk"):
        head = "Tidak memberi penjelasan" if row.is_refusal else "Penjelasan"
        lines += ["", f"{head} – {Side(row.side).label} ({date_long(timezone.localdate(row.written_at))})", row.text]
    if objection.decision_reason:
        lines += ["", f"Keputusan: {objection.state_word.label}", objection.decision_reason, objection.recommendation]
    return "\n".join(lines) + "\n"


def _rules(version: str) -> dict[str, Any]:
    kept = pack(pack_code(version))
    return {"version": version, "law": kept.law if kept else "", "values": kept.values if kept else {}}


def _record(objection: Objection) -> dict[str, Any]:
    """The events of evaluation, agreement and objection, with all that one needs to verify them."""
    evaluation = objection.evaluation
    events: list[Event] = []
    for thing in (evaluation, evaluation.agreement, objection):
        events += history(thing)
    rows = []
    for event in sorted(events, key=lambda each: each.index):
        shown = {name: getattr(event, name) for name in OPEN} | {"at": moment(event.at)}
        personal = {name: getattr(event, name) for name in PERSONAL}
        rows.append({**shown, "leaf_hash": event.leaf_hash, "salt": event.salt, "personal": personal})
    return {"record": origin(), "key": verifier_key(), "events": rows}


def _checkpoint() -> str:
    last = checkpoints().first()
    return last.note if last else "Belum ada titik periksa saat berkas ini dibekukan.\n"


def _documents(objection: Objection) -> dict[str, bytes]:
    """Every document issued so far, as it was frozen: its content, and as PDF."""
    evaluation = objection.evaluation
    issued = list(evaluation.documents.order_by("pk"))
    if not issued and evaluation.document_code:
        issued = [_before_documents(objection)]
    found = {}
    for document in issued:
        found[f"{document.form_code}.json"] = rules.written(document.content)
        drawn = _drawn(document)
        if drawn:
            found[f"{document.form_code}.pdf"] = drawn
    return found


def _before_documents(objection: Objection) -> EvaluationDocument:
    """The document of an evaluation signed before documents were kept, from the row; not stored."""
    evaluation = objection.evaluation
    code, form = evaluation.document_code or "", evaluation.form_code or FormCode.D_1_1.value
    return EvaluationDocument(
        evaluation=evaluation, form_code=form, code=code, content=document_content(evaluation, "")
    )


def _drawn(document: EvaluationDocument) -> bytes:
    """The document as PDF; empty where it cannot be set, for nobody's objection may fail on a picture."""
    where = address(reverse("evaluation:verify", kwargs={"code": document.code}))
    code, _kind = qr_code(where, "svg", title=document.code, subtitle="")
    try:
        return pdf(_FORM, printed_document(document, where), {"qr": code})
    except typst.TypstError:
        return b""
