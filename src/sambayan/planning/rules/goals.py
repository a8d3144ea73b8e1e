"""What an organisation promises: strategic plan, performance contract, key indicators and their cascade.

Source: PermenPANRB 6/2022 Ps 7(4), 8, Lampiran II.A.1-2 p26-29, II.A.4 p39-43.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _

from .agreement import Perspective


class ContractState(Labelled):
    """Where the contract of a unit stands; drafts may serve while it is not set. Source: Lampiran II.A.2.a.3 p27."""

    DRAFT = "draft", _("Draf")
    SET = "set", _("Ditetapkan")


CONTRACT_FLOW: Flow[ContractState] = Flow(
    "contracts",
    {
        "draft_contract": (frozenset({None}), ContractState.DRAFT),
        "set_contract": (frozenset({ContractState.DRAFT}), ContractState.SET),
        "reopen_contract": (frozenset({ContractState.SET}), ContractState.DRAFT),
    },
)
"""Every move of a performance contract. That it can be opened again with a reason is local policy."""


class GoalFileState(Labelled):
    """Where a file of key indicators stands: shown, taken over as a whole, or dropped."""

    PREVIEWED = "previewed", _("Menunggu keputusan")
    CONFIRMED = "confirmed", _("Diterapkan")
    DISCARDED = "discarded", _("Tidak dipakai")


GOAL_FILE_FLOW: Flow[GoalFileState] = Flow(
    "goal_files",
    {
        "upload_goals": (frozenset({None}), GoalFileState.PREVIEWED),
        "confirm_goals": (frozenset({GoalFileState.PREVIEWED}), GoalFileState.CONFIRMED),
        "discard_goals": (frozenset({GoalFileState.PREVIEWED}), GoalFileState.DISCARDED),
    },
)
"""The life of a file of key indicators. Source: local policy."""


@dataclass(frozen=True)
class IndicatorDraft:
    """What the rules need to know of a key indicator."""

    name: str
    target: str
    perspective: str


def contract_gaps(indicators: Iterable[IndicatorDraft]) -> list[str]:
    """What is missing before a contract can be set, in words; empty when it is complete.

    Source: PermenPANRB 6/2022 Ps 7(3): a measure and a target for every result.
    """
    rows = list(indicators)
    if not rows:
        return [_("Tulis paling sedikit satu indikator kinerja utama.")]
    if not all(row.name and row.target for row in rows):
        return [_("Setiap indikator kinerja utama perlu nama dan target.")]
    return []


def missing_perspectives(indicators: Iterable[IndicatorDraft]) -> list[Perspective]:
    """The perspectives no indicator looks from: the leader's SKP must meet all four, the budget always.

    It warns on the contract, and never blocks. Source: PermenPANRB 6/2022 Lampiran II.A.2.a.8 p29.
    """
    met = {row.perspective for row in indicators}
    return [perspective for perspective in Perspective if perspective.value not in met]


def may_cascade(own_path: str, path_above: str) -> bool:
    """Whether an indicator of one unit may support one of another: that other unit stands above it.

    Source: PermenPANRB 6/2022 Lampiran II.A.1 p26 (alignment).
    """
    return own_path != path_above and own_path.startswith(path_above)


@dataclass(frozen=True)
class GoalChange:
    """One line of a file against what is stored: `kind` new, changed or same; `before` what is overwritten."""

    number: int
    kind: str
    before: dict[str, str]
    after: dict[str, str]


def compare_goals(known: dict[int, dict[str, str]], told: dict[int, dict[str, str]]) -> list[GoalChange]:
    """The lines of a file against the stored indicators, by number; what the file does not name stays as it is.

    Source: local policy.
    """
    changes = []
    for number, words in sorted(told.items()):
        before = known.get(number)
        differ = {name: before[name] for name in words if before[name] != words[name]} if before else {}
        kind = "new" if before is None else "changed" if differ else "same"
        changes.append(GoalChange(number, kind, differ, words))
    return changes
