"""Calibration: colleagues ask and propose, only the appraiser decides.

Source: local policy. PermenPANRB 6/2022 Ps 24-25 gives the rating to the appraiser alone and knows no quota for a
person, so a session asks questions with evidence and changes nothing by itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _

from .predicate import Predicate, Rating, predicate


class CalibrationState(Labelled):
    """From the invitation to the end of the meeting."""

    PLANNED = "planned", _("Direncanakan")
    PRE_VOTE = "pre_vote", _("Penempatan diam")
    OPEN = "open", _("Rapat berlangsung")
    CLOSED = "closed", _("Selesai")


class ProposalState(Labelled):
    """What became of a proposal. One that was not answered changes nothing."""

    PROPOSED = "proposed", _("Menunggu penilai")
    ACCEPTED = "accepted", _("Diterima penilai")
    DECLINED = "declined", _("Tidak diterima penilai")
    WITHDRAWN = "withdrawn", _("Ditarik pengusul")
    LAPSED = "lapsed", _("Tidak dijawab sampai rapat selesai")


_C, _P = CalibrationState, ProposalState

CALIBRATION_FLOW: Flow[CalibrationState] = Flow(
    "calibration",
    {
        "plan_calibration": (frozenset({None}), _C.PLANNED),
        "start_pre_vote": (frozenset({_C.PLANNED}), _C.PRE_VOTE),
        "place": (frozenset({_C.PRE_VOTE}), _C.PRE_VOTE),
        "open_calibration": (frozenset({_C.PLANNED, _C.PRE_VOTE}), _C.OPEN),
        "discuss": (frozenset({_C.OPEN}), _C.OPEN),
        "undiscuss": (frozenset({_C.OPEN}), _C.OPEN),
        "close_calibration": (frozenset({_C.OPEN}), _C.CLOSED),
    },
)
"""`invite` and `write_note` move no state. Source: local policy."""

PROPOSAL_FLOW: Flow[ProposalState] = Flow(
    "proposal",
    {
        "propose": (frozenset({None}), _P.PROPOSED),
        "accept": (frozenset({_P.PROPOSED}), _P.ACCEPTED),
        "decline": (frozenset({_P.PROPOSED}), _P.DECLINED),
        "withdraw_proposal": (frozenset({_P.PROPOSED}), _P.WITHDRAWN),
        "lapse": (frozenset({_P.PROPOSED}), _P.LAPSED),
    },
)
"""`lapse` is part of closing the session: an unanswered proposal changes nothing. Source: local policy."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the nine cells of the board: both ratings, and the predicate where they meet."""

    result: Rating
    behaviour: Rating

    @property
    def key(self) -> str:
        """Both ratings in one word, as a form sends them: `above-meets`."""
        return f"{self.result.value}-{self.behaviour.value}"

    @property
    def predicate(self) -> Predicate:
        """The predicate of the matrix."""
        return predicate(self.result, self.behaviour)


CELLS = tuple(Cell(result, behaviour) for result in Rating for behaviour in reversed(Rating))
"""The board in reading order: results from above downwards, behaviour from below to above."""


def cell(key: str) -> Cell:
    """The cell with this key; ValueError when there is none."""
    found = next((each for each in CELLS if each.key == key), None)
    if found is None:
        raise ValueError(key)
    return found


def spread(votes: Iterable[Cell]) -> list[tuple[Cell, int]]:
    """How many placed a person where, the most frequent first; without names, so that nobody is counted out."""
    counts = Counter(votes)
    return sorted(((each, counts[each]) for each in counts), key=lambda row: (-row[1], CELLS.index(row[0])))


def concealed_from(viewer: int | None, appraised_by: Mapping[int, int]) -> frozenset[int]:
    """Whose cards a participant may not see: his own, and those of everybody who appraises him, however far above.

    `appraised_by` gives the appraiser of each person. Source: local policy; nobody judges himself or his superior.
    """
    hidden: set[int] = set()
    person = viewer
    while person is not None and person not in hidden:
        hidden.add(person)
        person = appraised_by.get(person)
    return frozenset(hidden)


def reasons_needed(now: Cell, target: Cell, asked: Iterable[str], given: Mapping[str, str]) -> tuple[str, ...]:
    """The fields the appraiser has to write before a rating moves to `target`; what he wrote before is kept.

    A changed axis needs its reason anew; `asked` are the fields that the warnings on the target ask for, the same as on
    the form of the rating, and `given` what stands in them.
    Source: PermenPANRB 6/2022 Ps 18(2)c, 19(4), Lampiran IV.B.3 p97-101; which are asked is local policy.
    """
    needed = []
    if target.result is not now.result:
        needed.append("result_reason")
    if target.behaviour is not now.behaviour:
        needed.append("behaviour_reason")
    return (*needed, *(name for name in asked if not given.get(name, "").strip()))
