"""What is on record before a leader takes a result over, answered by the rooms that keep it.

Source: PermenPANRB 6/2022 Ps 20(3), 20(6); that it is looked up is local policy.
"""

from collections.abc import Callable

from sambayan.planning.rules.agreement import RevisionKind, TakeoverStep

Proof = Callable[[int, int], set[TakeoverStep]]
PROOFS: list[Proof] = []


def proves_steps(proof: Proof) -> Proof:
    """Register a room's answer to "what was tried?"; it takes the keys of the employee and of the year's cycle."""
    PROOFS.append(proof)
    return proof


def steps_on_record(employee_id: int, cycle_id: int) -> set[TakeoverStep]:
    """Everything tried with somebody in a year that any room has on record. Source: Ps 20(3)."""
    return {step for proof in PROOFS for step in proof(employee_id, cycle_id)}


def steps_shown_by(kinds: set[RevisionKind]) -> set[TakeoverStep]:
    """What new versions of an agreement show was tried: any adjusts the expectation. Source: Ps 20(3)-(5)."""
    found = {TakeoverStep.EXPECTATION} if kinds else set()
    return found | ({TakeoverStep.RESOURCES} if RevisionKind.RESOURCES in kinds else set())
