"""Results in the shape of the national personnel system (SIASN).

Source: public client code of its web service [S2]; codes in regulations/siasn_codes.yaml. Requests are written with a
small first letter (`perilakuKerjaNilai`), answers come back with a capital one: only requests are written here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sambayan.common.words import Labelled, _
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.rules import Level, Predicate, Rating
from sambayan.regulations import catalogue

_PERIODS = {PeriodKind.MONTHLY: "1", PeriodKind.QUARTERLY: "2"}


@dataclass(frozen=True, slots=True)
class OwnResult:
    """One result as it stands here: whose, of which period, both ratings, predicate, and who signed it.

    `national_id` is the key of the person in SIASN, empty while it is not known.
    """

    employee_number: str
    name: str
    national_id: str
    kind: PeriodKind
    number: int
    from_date: date
    to_date: date
    result: Rating
    behaviour: Rating
    predicate: Predicate
    is_final: bool
    signer_number: str
    signer_name: str
    signer_position: str
    signer_rank: str
    signer_unit: str
    level: str = ""
    document_code: str = ""


class Reason(Labelled):
    """Why a result cannot be sent."""

    NOT_FINAL = "not_final", _("Belum final: dapat berubah lewat keberatan.")
    NO_NATIONAL_ID = "no_national_id", _("ID PNS di SIASN belum dikenal; unggah ekspor nasional yang memuatnya.")


@dataclass(frozen=True, slots=True)
class NotSent:
    """A result that is left out, and why."""

    employee_number: str
    name: str
    reason: Reason


def bodies(results: Iterable[OwnResult]) -> tuple[list[dict[str, Any]], list[NotSent]]:
    """The requests to send, in order, and what is left out with the reason.

    A yearly result has the shape of `skp22`, a shorter one that of `kinerjaperiodik`. The coefficient of credit points
    is sent for the predicate good alone, whose codes are known; never guessed for another.
    """
    sent, left = [], []
    for result in results:
        reason = _why_not(result)
        if reason is None:
            sent.append(_yearly(result) if result.kind is PeriodKind.YEARLY else _periodic(result))
        else:
            left.append(NotSent(result.employee_number, result.name, reason))
    return sent, left


def _why_not(result: OwnResult) -> Reason | None:
    if not result.is_final:
        return Reason.NOT_FINAL
    return None if result.national_id else Reason.NO_NATIONAL_ID


def _common(result: OwnResult) -> dict[str, Any]:
    return {
        "hasilKinerjaNilai": int(result.result.siasn_code),
        "perilakuKerjaNilai": int(result.behaviour.siasn_code),
        "kuadranKinerjaNilai": int(result.predicate.siasn_code),
        "penilaiNipNrp": result.signer_number,
        "penilaiNama": result.signer_name,
        "penilaiGolongan": result.signer_rank,
        "penilaiUnorNama": result.signer_unit,
        "statusPenilai": "ASN" if result.signer_number else "NON ASN",
        "path": [],
        "id": None,
    }


def _yearly(result: OwnResult) -> dict[str, Any]:
    return {
        **_common(result),
        "tahun": result.to_date.year,
        "penilaiJabatan": result.signer_position,
        "pnsDinilaiOrang": result.national_id,
    }


def _periodic(result: OwnResult) -> dict[str, Any]:
    return {
        **_common(result),
        "koefisienId": _coefficient(result),
        "periodikId": _PERIODS[result.kind],
        "bulanMulaiPenilaian": str(result.from_date.month),
        "bulanSelesaiPenilaian": str(result.to_date.month),
        "tahunMulaiPenilaian": result.from_date.year,
        "tahunSelesaiPenilaian": result.to_date.year,
        "tahun": result.to_date.year,
        "penilaiJabatanNama": result.signer_position,
        "pnsDinilaiId": result.national_id,
    }


def _coefficient(result: OwnResult) -> str | None:
    if result.predicate is not Predicate.GOOD or result.level not in set(Level):
        return None
    rows = catalogue.credit_tables().levels
    return next(row.siasn_coefficient_code_for_good for row in rows if row.level == result.level)
