"""Guidance: coaching, mentoring, training, and what follows. Source: PermenPANRB 6/2022 Ps 21, Lampiran III.D.4."""

from sambayan.common.flow import Flow
from sambayan.common.words import Labelled, _


class Method(Labelled):
    """How somebody is guided. Source: Lampiran III.D.4.c p78."""

    COACHING = "coaching", _("Coaching")
    MENTORING = "mentoring", _("Mentoring")
    FORMAL_TRAINING = "formal_training", _("Pelatihan formal")
    INFORMAL_TRAINING = "informal_training", _("Pelatihan informal")

    @property
    def has_journal(self) -> bool:
        """Whether it runs over several meetings that are written down (B.1.7); coaching is one talk (B.1.6)."""
        return self is not Method.COACHING


class GuidanceState(Labelled):
    """Where guidance stands, from the proposal to the follow-up."""

    PROPOSED = "proposed", _("Diusulkan")
    PREPARED = "prepared", _("Disiapkan pegawai")
    HELD = "held", _("Dilaksanakan")
    RECORDED = "recorded", _("Ditandatangani keduanya")
    EVALUATED = "evaluated", _("Kompetensi dievaluasi")
    AT_APPRAISER = "at_appraiser", _("Dilaporkan kepada penilai")
    AT_SUPERIOR = "at_superior", _("Dilaporkan kepada atasan penilai")
    FOLLOWED_UP = "followed_up", _("Ditindaklanjuti")


_S = GuidanceState

GUIDANCE_FLOW: Flow[GuidanceState] = Flow(
    "guidance",
    {
        "propose_guidance": (frozenset({None}), _S.PROPOSED),
        "prepare": (frozenset({_S.PROPOSED}), _S.PREPARED),
        "log_session": (frozenset({_S.PREPARED}), _S.PREPARED),
        "hold_guidance": (frozenset({_S.PREPARED}), _S.HELD),
        "sign_guidance": (frozenset({_S.HELD}), _S.RECORDED),
        "give_view": (frozenset({_S.RECORDED}), _S.RECORDED),
        "evaluate_competence": (frozenset({_S.RECORDED}), _S.EVALUATED),
        "report_to_appraiser": (frozenset({_S.EVALUATED}), _S.AT_APPRAISER),
        "report_to_superior": (frozenset({_S.EVALUATED, _S.AT_APPRAISER}), _S.AT_SUPERIOR),
        "decide_follow_up": (frozenset({_S.AT_SUPERIOR}), _S.FOLLOWED_UP),
    },
)
"""`sign_guidance` moves with the second of the two signatures; the first one keeps the state."""

VIEWABLE = frozenset(
    {_S.RECORDED.value, _S.EVALUATED.value, _S.AT_APPRAISER.value, _S.AT_SUPERIOR.value, _S.FOLLOWED_UP.value}
)
"""Once both signed; from then on the employee may give the view: nobody ends that right by evaluating or deciding
quickly. Source: local policy."""


class Subject(Labelled):
    """About whom a statement of B.1.8 is. Source: Format B.1.8 p83."""

    SELF = "self", _("Tentang pegawai")
    LEADER = "leader", _("Tentang pimpinan atau pihak lain yang diberi penugasan khusus")
    BOTH = "both", _("Tentang pegawai dan pimpinan atau pihak lain yang diberi penugasan khusus")


STATEMENTS: tuple[tuple[Subject, str], ...] = (
    (Subject.SELF, _("Saya merasa diperhatikan dan dipahami")),
    (Subject.SELF, _("Saya merasa tindakan/langkah yang telah saya lakukan dihargai")),
    (Subject.SELF, _("Saya merasa dapat dengan bebas mengemukakan pendapat/pemikiran saya")),
    (Subject.LEADER, _("Saya merasa bahwa pandangan yang diberikan berdasarkan data/fakta yang akurat")),
    (Subject.LEADER, _("Saya merasa bahwa pandangan/pendapat yang diberikan kepada saya bersifat positif")),
    (Subject.LEADER, _("Lebih banyak menggunakan metode bertanya dibandingkan menggurui")),
    (Subject.BOTH, _("Saya merasa dibantu dalam mencari solusi dan aksi tindak lanjut")),
    (
        Subject.BOTH,
        _("Saya tahu apa yang harus saya lakukan setelah mengikuti kegiatan bimbingan kinerja ini"),
    ),
    (Subject.BOTH, _("Saya memahami maksud dan tujuan kegiatan bimbingan kinerja ini")),
)
"""The nine statements of B.1.8, word for word. Source: Format B.1.8 p83."""


class Share(Labelled):
    """How far the employee shares a statement; the form prints an empty column. Source: local policy."""

    YES = "yes", _("Ya")
    PARTLY = "partly", _("Sebagian")
    NO = "no", _("Tidak")


class CompetencyGroup(Labelled):
    """The three groups of B.1.9. Source: Format B.1.9 p84."""

    MANAGERIAL = "managerial", _("Manajerial")
    SOCIO_CULTURAL = "socio_cultural", _("Sosio Kultural")
    TECHNICAL = "technical", _("Teknis")


class Competency(Labelled):
    """The nine competencies of B.1.9, and one technical competency the guide names. Source: Format B.1.9 p84."""

    INTEGRITY = "integrity", _("Integritas")
    COOPERATION = "cooperation", _("Kerjasama")
    COMMUNICATION = "communication", _("Komunikasi")
    RESULTS = "results", _("Orientasi pada Hasil")
    PUBLIC_SERVICE = "public_service", _("Pelayanan Publik")
    DEVELOPMENT = "development", _("Pengembangan Diri dan Orang Lain")
    CHANGE = "change", _("Mengelola Perubahan")
    DECISION = "decision", _("Pengambilan Keputusan")
    UNITY = "unity", _("Perekat dan Pemersatu Bangsa")
    TECHNICAL = "technical", _("Kompetensi teknis")

    @property
    def group(self) -> CompetencyGroup:
        """Which group of the form it stands in."""
        if self is Competency.TECHNICAL:
            return CompetencyGroup.TECHNICAL
        return CompetencyGroup.SOCIO_CULTURAL if self is Competency.UNITY else CompetencyGroup.MANAGERIAL


NINE = tuple(each for each in Competency if each is not Competency.TECHNICAL)
"""The competencies that are always evaluated; the technical one where the guide names it."""


class Scale(Labelled):
    """What 1 to 5 mean. Source: Format B.1.9 p84-85."""

    FAR_BELOW = "1", _("Sangat kurang")
    BELOW = "2", _("Kurang memadai")
    ADEQUATE = "3", _("Memadai")
    ABOVE = "4", _("Diatas memadai")
    OUTSTANDING = "5", _("Istimewa")


SCALE_TEXTS: tuple[str, ...] = (
    _(
        "Diberikan apabila pegawai yang dinilai kompetensinya jauh dibawah standar kompetensi yang dipersyaratkan "
        "pada jabatan pegawai bersangkutan (Tidak ada Indikator Kompetensi yang dipenuhi)"
    ),
    _(
        "Diberikan apabila pegawai yang dinilai kompetensinya dibawah standar kompetensi yang dipersyaratkan pada "
        "jabatan pegawai yang bersangkutan (1-2 Indikator Kompetensi yang dipenuhi)"
    ),
    _(
        "Diberikan apabila pegawai yang dinilai kompetensinya sesuai standar kompetensi yang dipersyaratkan pada "
        "jabatan pegawai yang bersangkutan (3 Indikator Kompetensi yang dipenuhi)"
    ),
    _(
        "Diberikan apabila pegawai yang dinilai kompetensinya diatas standar kompetensi yang dipersyaratkan pada "
        "jabatan pegawai yang bersangkutan (3 Indikator Kompetensi dipenuhi dan menunjukkan perilaku di atas level "
        "kompetensinya)"
    ),
    _(
        "Diberikan apabila pegawai yang dinilai kompetensinya jauh diatas standar kompetensi yang dipersyaratkan pada "
        "jabatan pegawai yang bersangkutan (3 Indikator Perilaku dipenuhi dan menunjukkan perilaku jauh di atas level "
        "kompetensinya)"
    ),
)
"""The description of each value of the scale, word for word. Source: Format B.1.9 p84-85."""
