"""Holding a rating while it is signed: one signs what one has seen, and everything that was asked for is written."""

from datetime import date

from django.utils.translation import gettext as _

from sambayan.common.guard import Denied, Refusal
from sambayan.common.rows import lock
from sambayan.evaluation import queries
from sambayan.evaluation.actions.achievement import hold_unit
from sambayan.evaluation.actions.rating import base_of
from sambayan.evaluation.models import PerformanceEvaluation

_SEEN = ("result_rating", "behaviour_rating", "predicate", "rated_at", "citizen_replied_at", "appraiser_unit_id")


class MissingReasonError(Denied):
    """Something is rated that asks for a reason, and the reason is not written yet."""


def signing_base(evaluation: PerformanceEvaluation) -> str:
    """What a page shows that one signs from: which rating, and which reply of the employee to the citizens' voice."""
    ratings = (evaluation.result_rating, evaluation.behaviour_rating, evaluation.predicate)
    return "|".join([base_of(evaluation.rated_at), base_of(evaluation.citizen_replied_at), *ratings])


def hold_as_read(evaluation: PerformanceEvaluation, base: str | None) -> PerformanceEvaluation:
    """Lock unit and row, and refuse when something changed since it was read, or since the page `base` was opened.

    Denied then; without it a rating accepted in a calibration a moment ago would be signed unseen. The unit is held so
    that nobody sets its predicate anew while somebody signs under it.
    """
    read = [getattr(evaluation, name) for name in _SEEN]
    hold_unit(evaluation.appraiser_unit_id)
    lock(evaluation)
    fields = [name for name in _SEEN if name != "appraiser_unit_id"]
    evaluation.refresh_from_db(fields=[*fields, *queries.WARNED_WORDS, "evaluation_note", "exception_predicate"])
    if [getattr(evaluation, name) for name in _SEEN] != read or base not in (None, signing_base(evaluation)):
        raise Denied(
            Refusal(
                _("Rating atau tanggapan pegawai berubah sejak halaman dibuka, jadi belum ditandatangani."),
                _("Baca lagi, lalu tanda tangani."),
            )
        )
    return evaluation


def require_reasons(evaluation: PerformanceEvaluation, day: date) -> None:
    """Refuse a signature while a reason that a warning asks for is not written; the rating itself stays as it is.

    A warning may have come after the rating, as when the predicate of the unit is set later.
    Source: local policy, on PermenPANRB 6/2022 Lampiran IV.B.2-3 p94-103.
    """
    names = queries.unwritten_reasons(evaluation, day)
    if names:
        message = _("Lengkapi alasan yang belum ditulis: {names}.").format(names="; ".join(names))
        raise MissingReasonError(
            Refusal(message, _("Buka penilaiannya, tulis alasannya, dan simpan. Rating tidak perlu berubah."))
        )
