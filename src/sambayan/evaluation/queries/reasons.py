"""What led to a predicate, each as items of plain sentences: ratings, feedback, citizens, calibration, decisions."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambayan.common.language import worded
from sambayan.common.numbers import date_long, day, decimal, integer, moment
from sambayan.evaluation import rules
from sambayan.evaluation.models import CalibrationProposal, PerformanceEvaluation
from sambayan.evaluation.queries.proposals import Calibrated, calibrations_of
from sambayan.evaluation.queries.told import Item
from sambayan.growth.models import ContinuousFeedback
from sambayan.growth.queries import feedback_on, support_of


def ratings(evaluation: PerformanceEvaluation) -> list[Item]:
    """Both axes with the appraiser's reason, the rating of each result, the suggestion, and the own assessment."""
    result, behaviour = rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating)
    items = [
        Item(
            _("Hasil kerja: {rating}.").format(rating=worded(result).lower()),
            quote=evaluation.result_reason,
            source=_("PermenPANRB 6/2022 Lampiran IV.B.3 hlm. 97–98"),
        ),
        *_results(evaluation),
        *_suggestion(evaluation),
        Item(
            _("Perilaku kerja: {rating}.").format(rating=worded(behaviour).lower()),
            quote=evaluation.behaviour_reason,
            source=_("PermenPANRB 6/2022 Lampiran IV.B.3 hlm. 98"),
        ),
    ]
    if evaluation.unsupported_reason:
        title = _("Di bawah ekspektasi tanpa umpan balik atau bimbingan sebelumnya; alasannya:")
        items.append(Item(title, quote=evaluation.unsupported_reason))
    own = getattr(evaluation, "self_assessment", None)
    if own:
        text = _("Hasil kerja {result}, perilaku kerja {behaviour}.").format(
            result=worded(rules.Rating(own.result_rating)).lower(),
            behaviour=worded(rules.Rating(own.behaviour_rating)).lower(),
        )
        items.append(Item(_("Penilaian diri pegawai, sebagai bahan:"), text, quote=own.text))
    if evaluation.evaluation_note:
        items.append(Item(_("Catatan dan rekomendasi"), quote=evaluation.evaluation_note))
    return items


def _results(evaluation: PerformanceEvaluation) -> list[Item]:
    rows = evaluation.assessments.filter(is_own=False).select_related("result")
    found = []
    for row in rows.order_by("-result__kind", "result__number", "pk"):
        rating = worded(rules.Rating(row.rating)) if row.rating else _("tanpa rating sendiri")
        title = _("{result}: {rating}").format(result=row.result.title, rating=rating.lower())
        found.append(Item(title, quote=row.remark))
    return found


def _suggestion(evaluation: PerformanceEvaluation) -> list[Item]:
    if not evaluation.result_suggestion:
        return []
    suggested = rules.Rating(evaluation.result_suggestion)
    words = worded(suggested).lower()
    if evaluation.form_code == rules.FormCode.D_1_3:
        told = _("Saran dari rating tiap hasil: {rating}. Rating yang berlaku ditetapkan dalam putusan keberatan.")
        return [Item(told.format(rating=words))]
    if suggested == evaluation.result_rating:
        return [Item(_("Saran dari rating tiap hasil: {rating}. Penilai mengikutinya.").format(rating=words))]
    title = _("Saran dari rating tiap hasil: {rating}. Penilai memutuskan lain; alasannya:").format(rating=words)
    return [Item(title, quote=evaluation.suggestion_reason)]


def feedback(evaluation: PerformanceEvaluation) -> list[Item]:
    """All recorded feedback of the period with replies, and the guidance; givers by their kind, never by name.

    What came after the signature is left out: nobody could have considered it.
    """
    period, signed = evaluation.period, evaluation.signed_at
    entries = [
        entry
        for entry in feedback_on(evaluation.employee_id, period)
        if signed is None or entry.recorded_at is None or entry.recorded_at <= signed
    ]
    until = min(timezone.localdate(signed), period.window_to) if signed else period.to_date
    support = support_of(evaluation.employee_id, period.from_date, until)
    if not entries and not support:
        return [Item(_("Tidak ada umpan balik dan bimbingan yang tercatat pada periode ini."))]
    found = []
    if entries:
        text = ngettext(
            "{n} umpan balik tercatat pada periode ini. Penilai wajib mempertimbangkan semuanya.",
            "{n} umpan balik tercatat pada periode ini. Penilai wajib mempertimbangkan semuanya.",
            len(entries),
        )
        found.append(Item(text.format(n=len(entries)), source=_("PermenPANRB 6/2022 Pasal 17(3) dan 19(4)")))
    found += [_entry(entry) for entry in entries]
    found += [
        Item(_("Bimbingan {on}: {title}").format(on=date_long(each.on), title=each.title), quote=each.note)
        for each in support
    ]
    return found


def _entry(entry: ContinuousFeedback) -> Item:
    mark = {True: _("positif"), False: _("untuk diperbaiki"), None: _("tanpa tanda")}[entry.is_positive]
    giver = entry.giver_label or worded(entry.giver_word)
    title = _("{giver} tentang {about} ({mark})").format(giver=giver, about=entry.subject, mark=mark)
    text = _("Tanggapan pegawai: {reply}").format(reply=entry.reply) if entry.reply else ""
    return Item(title, text, quote=entry.text)


def citizens(evaluation: PerformanceEvaluation) -> list[Item]:
    """The citizens' figures as they were frozen with the rating, how they were considered, and the employee's reply."""
    title = _("Dipertimbangkan, tidak menambah atau mengurangi angka.")
    law = _("PermenPANRB 6/2022 Pasal 18(2)c dan 19(4)")
    if not evaluation.citizen_evidence:
        return [Item(_("Tidak ada hasil survei terbit untuk layanan tempat pegawai ini bekerja."))]
    found = [Item(title, source=law)]
    for voice in evaluation.citizen_evidence:
        figure = _("n {n}").format(n=integer(voice["n"]))
        if voice.get("satisfaction_index"):
            span = f" ({decimal(voice['low'], 1)}–{decimal(voice['high'], 1)})" if voice.get("low") else ""
            figure = f"{decimal(voice['satisfaction_index'])}{span}, {figure}"
        found.append(Item(f"{voice['service']}, {voice['label']}: {figure}."))
    if evaluation.consideration:
        found.append(Item(_("Pertimbangan penilai:"), quote=evaluation.consideration))
    if evaluation.citizen_reply:
        when = date_long(timezone.localdate(evaluation.citizen_replied_at)) if evaluation.citizen_replied_at else ""
        found.append(
            Item(_("Tanggapan pegawai sebelum penilaian ditandatangani:"), when, quote=evaluation.citizen_reply)
        )
    return found


def calibrations(evaluation: PerformanceEvaluation) -> list[Item]:
    """That a calibration took place, what was proposed, what the appraiser accepted and why; never the placings."""
    return [item for each in calibrations_of(evaluation) for item in _calibration(evaluation, each)]


def _calibration(evaluation: PerformanceEvaluation, each: Calibrated) -> Iterator[Item]:
    session = each.member.session
    when = session.opened_at or session.planned_at
    title = _("Penilaian ini dibahas dalam rapat kalibrasi {unit}, {on}.").format(
        unit=session.unit, on=date_long(timezone.localdate(when))
    )
    text = "" if each.accepted else _("Rapat itu tidak mengubah rating.")
    yield Item(title, text, source=_("Rapat hanya bertanya dan mengusulkan; yang memutuskan pejabat penilai."))
    for proposal in each.accepted:
        words = _("Diusulkan oleh {proposer} dan diterima oleh {name} sebagai pejabat penilai. Bukti: {evidence}")
        text = words.format(proposer=proposal.proposer, name=proposal.answered_by, evidence=proposal.evidence)
        yield Item(_("Berubah: {change}.").format(change=_change(proposal)), text, quote=proposal.reason)
    for proposal in each.others:
        words = _("Diusulkan peserta rapat dan tidak diterima: {change}.").format(change=_change(proposal))
        yield Item(words, quote=proposal.answer)


def _change(proposal: CalibrationProposal) -> str:
    before, after = proposal.before, proposal.after
    told = []
    for label, was, becomes in (
        (_("hasil kerja"), before.result, after.result),
        (_("perilaku kerja"), before.behaviour, after.behaviour),
        (_("predikat"), before.predicate, after.predicate),
    ):
        if was is not becomes:
            told.append(f"{label} {worded(was).lower()} → {worded(becomes).lower()}")
    return ", ".join(told)


def organisation(evaluation: PerformanceEvaluation) -> list[Item]:
    """The organisation predicate the evaluation stands under; the guide of the distribution changes nobody's."""
    if not evaluation.organisation_predicate:
        return []
    found = rules.OrganisationPredicate(evaluation.organisation_predicate)
    title = _("Capaian {unit}: {word}.").format(unit=evaluation.appraiser_unit, word=worded(found))
    text = _("Dari capaian ini ada panduan sebaran untuk satu tim. Panduan itu tidak mengubah predikat siapa pun.")
    return [Item(title, text, source=_("PermenPANRB 6/2022 Pasal 24(1)a, Lampiran IV.B.1 hlm. 92–97"))]


def exception(evaluation: PerformanceEvaluation) -> list[Item]:
    """The predicate that was picked after a failed study leave, why, and what the matrix would have given.

    Source: PermenPANRB 6/2022 Lampiran IV p100, p103.
    """
    if not evaluation.exception_predicate:
        return []
    cell = rules.Cell(rules.Rating(evaluation.result_rating), rules.Rating(evaluation.behaviour_rating))
    title = _("Tugas belajar dinyatakan gagal: predikat {word} dipilih, tidak dihitung dari tabel.")
    without = _("Tanpa itu tabel memberi {word}: hasil kerja {result}, perilaku kerja {behaviour}.")
    return [
        Item(
            title.format(word=worded(rules.Predicate(evaluation.exception_predicate))),
            without.format(
                word=worded(cell.predicate),
                result=worded(cell.result).lower(),
                behaviour=worded(cell.behaviour).lower(),
            ),
            quote=evaluation.exception_reason,
            source=exception_law(),
        )
    ]


def exception_law() -> str:
    """Where the exception stands."""
    return _("PermenPANRB 6/2022 Lampiran IV hlm. 100 dan 103")


def decided(evaluation: PerformanceEvaluation) -> Iterator[Item]:
    """Who decided when, and under which article: the appraiser, the superior, and whoever decided an objection."""
    by_superior = _rated_by_superior(evaluation)
    if not by_superior:
        yield from _rated(evaluation, evaluation.appraiser, _("pejabat penilai"))
    yield from _passed(evaluation)
    if by_superior:
        yield from _rated(evaluation, evaluation.signer or evaluation.superior, _("atasan pejabat penilai"))
    signer = evaluation.signer or evaluation.appraiser
    if evaluation.signed_at:
        as_superior = evaluation.signer_id is not None and evaluation.signer_id != evaluation.appraiser_id
        office = _("atasan pejabat penilai") if as_superior else _("pejabat penilai")
        title = _("{name}, {office}, menandatangani").format(name=signer, office=office)
        yield Item(title, moment(evaluation.signed_at), state="done")
    for title, at in (
        (_("Dokumen diserahkan"), evaluation.handed_over_at),
        (_("Dokumen diterima"), evaluation.received_at),
        (_("Dokumen ditandatangani pegawai dan dikembalikan"), evaluation.returned_at),
    ):
        if at:
            yield Item(title, moment(at), state="done")
    yield from _decision(evaluation)


def _rated_by_superior(evaluation: PerformanceEvaluation) -> bool:
    """Whether the rating that stands was given after the appraiser's turn; a signature alone is no rating."""
    rated, passed = evaluation.rated_at, evaluation.passed_at
    return rated is not None and passed is not None and rated >= passed


def _rated(evaluation: PerformanceEvaluation, rater: object, office: str) -> Iterator[Item]:
    if evaluation.rated_at:
        title = _("{name}, {office}, menilai").format(name=rater, office=office)
        yield Item(title, moment(evaluation.rated_at), source=_("PermenPANRB 6/2022 Pasal 24–25"), state="done")


def _passed(evaluation: PerformanceEvaluation) -> Iterator[Item]:
    """That it went up, and why: after the window, or before it because the appraiser is permanently unable."""
    if evaluation.passed_at:
        is_late = timezone.localdate(evaluation.passed_at) > evaluation.period.window_to
        law = (
            _("PermenPANRB 6/2022 Lampiran IV.A.11 hlm. 90, V.A.8 hlm. 115")
            if is_late
            else _("PermenPANRB 6/2022 Lampiran IV.A.2 hlm. 89")
        )
        title = _("Beralih kepada atasan pejabat penilai")
        yield Item(title, moment(evaluation.passed_at), quote=evaluation.passed_reason, source=law, state="done")


def _decision(evaluation: PerformanceEvaluation) -> Iterator[Item]:
    """Who decided the objection, and whether the result changed. Source: PermenPANRB 6/2022 Lampiran V.B.5-7."""
    if evaluation.final_reason == rules.FINAL_BY_OBJECTION and evaluation.finalised_at:
        changed = evaluation.form_code == rules.FormCode.D_1_3
        words = (
            _("{name}, atasan pejabat penilai, memutus keberatan: hasil diubah")
            if changed
            else _("{name}, atasan pejabat penilai, memutus keberatan: hasil dikuatkan")
        )
        title = words.format(name=evaluation.superior)
        yield Item(title, moment(evaluation.finalised_at), source=final_law(evaluation), state="done")


def final_law(evaluation: PerformanceEvaluation) -> str:
    """The article by which nobody can object to this result any more."""
    laws = {
        "": _("PermenPANRB 6/2022 Pasal 29, Lampiran V.B.2 hlm. 117"),
        rules.FINAL_BY_SUPERIOR: _("PermenPANRB 6/2022 Lampiran IV.A.11 hlm. 90"),
        rules.FINAL_BY_REGIONAL_HEAD: _("PermenPANRB 6/2022 Lampiran IV.A.12 hlm. 90"),
        rules.FINAL_AT_OPENING: _("PermenPANRB 6/2022 Lampiran IV.A.12 hlm. 90"),
        rules.FINAL_BY_OBJECTION: _("PermenPANRB 6/2022 Lampiran V.B.5–7 hlm. 117–118; PP 30/2019 Pasal 59"),
    }
    return laws.get(evaluation.final_reason, _("PermenPANRB 6/2022 Lampiran IV.A.11–12 hlm. 90"))


def term(due: date | None, left: int | None, window: int) -> tuple[str, str]:
    """Until when to object, in a sentence, and how many working days are left."""
    if due is None or left is None:
        return _("Keberatan paling lambat {n} hari kerja setelah dokumen diterima").format(n=window), ""
    title = _("Keberatan paling lambat {due}").format(due=day(due))
    if left < 0:
        return title, _("{n} hari kerja sejak diterima · masa keberatan sudah lewat").format(n=window)
    return title, _("{n} hari kerja sejak diterima · sisa {left} hari kerja").format(n=window, left=left)


def documents(evaluation: PerformanceEvaluation) -> list[Item]:
    """Every document that was issued, the oldest first, and which one counts."""
    rows = list(evaluation.documents.order_by("pk"))
    found = []
    for row in rows:
        form = rules.FormCode(row.form_code)
        title = _("{code}: {form}").format(code=row.form_code, form=worded(form))
        counts = row is rows[-1]
        words = _("berlaku") if counts else _("digantikan dokumen berikutnya")
        text = _("{on}, kode {code}, predikat {word}, {state}").format(
            on=date_long(timezone.localdate(row.issued_at)),
            code=row.code,
            word=worded(rules.Predicate(row.predicate)),
            state=words,
        )
        found.append(Item(title, text))
    return found
