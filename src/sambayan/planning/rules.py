"""The performance agreement: its states and what makes it complete.

Source: PermenPANRB 6/2022 Ps 7-14, Lampiran II.
"""

from dataclasses import dataclass

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class AgreementState(Labelled):
    """Where an agreement stands. The employee signs by proposing; the appraiser sets it (Ps 14(1))."""

    DRAFT = "draft", _("Draf")
    IN_DIALOGUE = "in_dialogue", _("Dalam dialog")
    PROPOSED = "proposed", _("Diusulkan")
    IN_FORCE = "in_force", _("Berlaku")


class ResultKind(Labelled):
    """Main results have high priority, additional ones low. Source: Lampiran II.A.6 p49-50."""

    MAIN = "main", _("Utama")
    ADDITIONAL = "additional", _("Tambahan")


class Aspect(Labelled):
    """What an indicator of an administrator, supervisor, staff member or functional official measures. Ps 9(2)."""

    QUANTITY = "quantity", _("Kuantitas")
    QUALITY = "quality", _("Kualitas")
    TIME = "time", _("Waktu")
    COST = "cost", _("Biaya")


_EDITABLE = frozenset({AgreementState.DRAFT, AgreementState.IN_DIALOGUE})

FLOW: Flow[AgreementState] = Flow(
    "planning",
    {
        "start": (frozenset({None}), AgreementState.DRAFT),
        "propose": (_EDITABLE, AgreementState.PROPOSED),
        "return": (frozenset({AgreementState.PROPOSED}), AgreementState.IN_DIALOGUE),
        "set": (frozenset({AgreementState.PROPOSED}), AgreementState.IN_FORCE),
    },
)
EDITABLE = frozenset(state.value for state in _EDITABLE)

ABSOLUTE_WORDS = ("semua", "seluruh", "selalu", "tidak pernah", "setiap", "100%", "100 %")
"""Words that make a target absolute; a target ideally leaves room for error. Source: Lampiran II.A.7.a.7 p51."""


@dataclass(frozen=True)
class ResultDraft:
    """What the rule needs to know of one planned result: its kind, and indicator and target of each indicator."""

    kind: ResultKind
    indicators: tuple[tuple[str, str], ...]


def gaps(results: list[ResultDraft]) -> list[str]:
    """What is still missing before an agreement can be proposed, in words; empty when it is complete.

    Every result needs a measure with a target, and there is at least one main result.
    Source: PermenPANRB 6/2022 Ps 7(3), 9(2).
    """
    missing = []
    if not any(result.kind == ResultKind.MAIN for result in results):
        missing.append(_("Tulis paling sedikit satu hasil kerja utama."))
    if not all(_is_measured(result) for result in results):
        missing.append(_("Setiap hasil kerja perlu indikator dan target."))
    return missing


def _is_measured(result: ResultDraft) -> bool:
    return bool(result.indicators) and all(name and target for name, target in result.indicators)


def absolute_words(target: str) -> tuple[str, ...]:
    """The absolute words found in a target, for a friendly warning. Source: Lampiran II.A.7.a.7 p51."""
    lowered = f" {target.lower()} "
    return tuple(word for word in ABSOLUTE_WORDS if f" {word} " in lowered)
