"""What an agreement must hold before it is proposed, and what may be said to whoever writes it.

Source: PermenPANRB 6/2022 Ps 7-13, Lampiran II.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sambayan.common.words import _

from .agreement import AgreementForm, AnnexPart, Perspective, ResultKind

ABSOLUTE_WORDS = ("semua", "seluruh", "selalu", "tidak pernah", "setiap", "100%", "100 %")
"""Words that make a target absolute; a target ideally leaves room for error. Source: Lampiran II.A.7.a.7 p51."""

SUGGESTIONS: dict[AnnexPart, tuple[str, ...]] = {
    AnnexPart.RESOURCE_SUPPORT: (
        _("Dukungan personel: rekan yang dapat menggantikan saat berhalangan."),
        _("Anggaran kegiatan sesuai dokumen pelaksanaan anggaran unit."),
        _("Peralatan kerja: komputer dan jaringan yang memadai."),
        _("Pendampingan pimpinan paling sedikit satu kali setiap bulan."),
        _("Sarana dan prasarana ruang kerja yang layak."),
    ),
    AnnexPart.ACCOUNTABILITY_SCHEME: (
        _("Hasil kerja rutin dilaporkan setiap bulan, berikut rekap data hasilnya."),
        _("Hasil kerja tidak rutin dilaporkan pada tanggal yang disepakati, berikut dokumen hasilnya."),
        _("Kemajuan dibahas dalam dialog kinerja setiap triwulan."),
    ),
    AnnexPart.CONSEQUENCE: (
        _("Apabila memenuhi ekspektasi pimpinan maka diberikan penghargaan."),
        _("Apabila memenuhi ekspektasi pimpinan maka diberikan penugasan baru yang menantang."),
        _("Apabila tidak memenuhi ekspektasi pimpinan maka diberikan teguran."),
        _("Apabila tidak memenuhi ekspektasi pimpinan maka penugasan dialihkan."),
    ),
}
"""Lines to start the annex from. Source: Ps 11-13, Lampiran II.A.8 p60-61; the wording is local."""


@dataclass(frozen=True)
class ResultDraft:
    """What the rule needs to know of one planned result: kind, indicator and target of each indicator, perspectives.

    `words` are its title and where it comes from.
    """

    kind: ResultKind
    indicators: tuple[tuple[str, str], ...]
    perspectives: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class AgreementDraft:
    """What the rule needs to know of an agreement: its form, its results, and which parts of the annex are filled."""

    form: AgreementForm
    results: tuple[ResultDraft, ...]
    annex: frozenset[str] = field(default_factory=frozenset)


def gaps(draft: AgreementDraft) -> list[str]:
    """What is still missing before an agreement can be proposed, in words; empty when it is complete.

    Every result needs a measure with a target, there is at least one main result, the annex is filled in all three
    parts; on the form of leaders all four perspectives occur, the budget always.
    Source: PermenPANRB 6/2022 Ps 7(3), 9(2), 11-13; Lampiran II.A.2.a.8 p29, II.A.8 p60-61.
    """
    missing = []
    if not any(result.kind == ResultKind.MAIN for result in draft.results):
        missing.append(_("Tulis paling sedikit satu hasil kerja utama."))
    if not all(_is_measured(result) for result in draft.results):
        missing.append(_("Setiap hasil kerja perlu indikator dan target."))
    if draft.form == AgreementForm.SENIOR:
        missing += _perspectives_missing(draft.results)
    missing += [_ANNEX[part] for part in AnnexPart if part.value not in draft.annex]
    return missing


_ANNEX = {
    AnnexPart.RESOURCE_SUPPORT: _("Isi dukungan sumber daya di lampiran SKP (Pasal 11)."),
    AnnexPart.ACCOUNTABILITY_SCHEME: _("Isi skema pertanggungjawaban di lampiran SKP (Pasal 12)."),
    AnnexPart.CONSEQUENCE: _("Isi konsekuensi di lampiran SKP (Pasal 13)."),
}


def _is_measured(result: ResultDraft) -> bool:
    return bool(result.indicators) and all(name and target for name, target in result.indicators)


def _perspectives_missing(results: tuple[ResultDraft, ...]) -> list[str]:
    present = {perspective for result in results for perspective in result.perspectives}
    missing = []
    if "" in present:
        missing.append(_("Setiap indikator perlu perspektif."))
    if Perspective.BUDGET.value not in present:
        missing.append(_("Perspektif Anggaran harus ada (Lampiran II.A.2 hlm. 29)."))
    if any(each.value not in present for each in Perspective if each is not Perspective.BUDGET):
        missing.append(_("Keempat perspektif harus terpenuhi (Lampiran II.A.2 hlm. 29)."))
    return missing


ACTING_WORDS = ("plt", "plh", "pelaksana tugas", "pelaksana harian")


def acting_unnamed(draft: AgreementDraft, posts: Iterable[str]) -> list[str]:
    """The acting posts that no main result names, for a warning: acting work is a main result.

    A result names one with its title, or says that it is the work of a Plt. or Plh.
    Source: PermenPANRB 6/2022 Lampiran II.A.6.d p50; how it is recognised is local policy.
    """
    said = [_plain(result.words) for result in draft.results if result.kind == ResultKind.MAIN]
    if any(f" {word} " in words for words in said for word in ACTING_WORDS):
        return []
    return [post for post in posts if not any(_plain(post) in words for words in said)]


def _plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def absolute_words(target: str) -> tuple[str, ...]:
    """The absolute words found in a target, for a friendly warning. Source: Lampiran II.A.7.a.7 p51."""
    lowered = f" {target.lower()} "
    return tuple(word for word in ABSOLUTE_WORDS if f" {word} " in lowered)
