"""Opening something for everybody: agreements of a year, evaluations of a period. A job with progress."""

from sambayan.common.words import Labelled, _


class OpeningKind(Labelled):
    """What is opened for everybody."""

    AGREEMENTS = "agreements", _("Pembukaan SKP")
    EVALUATIONS = "evaluations", _("Pembukaan penilaian")


class OpeningState(Labelled):
    """Where the job is; one that stopped goes on where it was."""

    WAITING = "waiting", _("Menunggu")
    RUNNING = "running", _("Berjalan")
    STOPPED = "stopped", _("Terhenti")
    FINISHED = "finished", _("Selesai")


UNFINISHED_OPENINGS = frozenset({OpeningState.WAITING.value, OpeningState.RUNNING.value, OpeningState.STOPPED.value})


class LeftOutReason(Labelled):
    """Why nothing was opened for somebody. Source: PermenPANRB 6/2022 L II.C.8 p65 (exempt)."""

    EXEMPT = (
        "exempt",
        _("Dikecualikan: cuti di luar tanggungan negara, masa persiapan pensiun, atau diberhentikan sementara"),
    )
    NO_APPRAISER = "no_appraiser", _("Pejabat penilai belum tercatat")
    NO_AGREEMENT = "no_agreement", _("SKP belum berlaku")
    NO_POST = "no_post", _("Tidak lagi menduduki jabatan")


JOBS = {OpeningKind.AGREEMENTS: "planning.open_year", OpeningKind.EVALUATIONS: "evaluation.open"}
"""The job of each kind; the room above registers it."""
