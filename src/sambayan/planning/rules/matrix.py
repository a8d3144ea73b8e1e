"""The matrix of roles and results (A.1.5): who supports which result of the leader.

Source: PermenPANRB 6/2022 Lampiran II.A.5 p44-49.
"""

from dataclasses import dataclass

from sambayan.common.words import Labelled, _

NO_ROLE = "TIDAK ADA PERAN"
"""The words of the form for somebody without a role in a result. Source: FORMAT A.1.5 p49."""
_NOTHING = frozenset({"", "x", "-", "–", "tidak ada", NO_ROLE.lower()})
MOST_LETTERS = 300


class ColumnSource(Labelled):
    """What the columns are: the unit's key indicators, or the planned results of the leader. Source: p47-49."""

    INDICATORS = "indicators", _("Indikator kinerja utama unit")
    RESULTS = "results", _("Rencana hasil kerja pimpinan")


class CellState(Labelled):
    """What became of a cell. A blank one, and one without a role, creates nothing. Source: p47."""

    BLANK = "blank", _("Belum diisi")
    NO_ROLE = "no_role", _("Tidak ada peran")
    LINKED = "linked", _("Masuk SKP")
    CHANGED = "changed", _("Masuk SKP, kalimatnya sudah diubah pegawai")
    WAITS_CONSENT = "waits_consent", _("Menunggu persetujuan pejabat penilai")
    WAITS_START = "waits_start", _("Menunggu SKP dimulai")
    WAITS_RETURN = "waits_return", _("SKP sedang diusulkan; masuk bila dikembalikan")
    WAITS_REVISION = "waits_revision", _("SKP sudah berlaku; perlu revisi")


class Emptying(Labelled):
    """What to do with a planned result that was worked on when its cell is emptied. Source: local policy."""

    REMOVE = "remove", _("Hapus juga dari SKP")
    KEEP = "keep", _("Biarkan di SKP")


def role_text(typed: str) -> str:
    """What a cell holds: one line of words, the words of the form for no role, or nothing.

    Source: FORMAT A.1.5; that x and a dash mean no role is local policy.
    """
    words = " ".join(typed.split())
    if not words:
        return ""
    return NO_ROLE if words.lower() in _NOTHING else words


def is_role(text: str) -> bool:
    """Whether a cell gives a role, and so is a planned result. Source: Lampiran II.A.5 p47."""
    return text.lower() not in _NOTHING


@dataclass(frozen=True)
class CellFacts:
    """What decides about the state of a cell.

    `linked_title` is the title of the planned result it became; `unfinished` the state of an agreement before force.
    """

    text: str
    has_consent: bool = True
    linked_title: str | None = None
    is_editable: bool = False
    is_unfinished: bool = False
    is_in_force: bool = False


def cell_state(facts: CellFacts) -> CellState:
    """What became of a cell. Source: Lampiran II.A.5.f.10 p46, II.A.5 p47; the waiting states are local policy."""
    if not facts.text:
        return CellState.BLANK
    if not is_role(facts.text):
        return CellState.NO_ROLE
    if facts.linked_title is not None:
        return CellState.LINKED if facts.linked_title == facts.text else CellState.CHANGED
    if not facts.has_consent:
        return CellState.WAITS_CONSENT
    if facts.is_editable or not (facts.is_unfinished or facts.is_in_force):
        return CellState.WAITS_START
    return CellState.WAITS_RETURN if facts.is_unfinished else CellState.WAITS_REVISION


def needs_consent(appraiser_id: int | None, leader_id: int | None) -> bool:
    """Whether the appraiser has to agree first: the leader who assigns is another person.

    Source: PermenPANRB 6/2022 Lampiran II.A.5.f.10 p46.
    """
    return appraiser_id is not None and appraiser_id != leader_id
