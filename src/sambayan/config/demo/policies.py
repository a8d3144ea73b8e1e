"""Local settings of the demo: one that was changed, one that will change, and the packs its documents remember."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from sambayan.config.demo.stage import Stage
from sambayan.policies import actions
from sambayan.policies.queries import timeline
from sambayan.regulations.rows import Mark

_DECREE = "Keputusan Kepala BKD (contoh)"
_NOTICE = timedelta(days=20)


def build(stage: Stage) -> int:
    """Change two settings as the administrator would have; returns how many."""
    by, line = stage.persona_actor("administrator"), stage.line
    begun, ahead = line.evaluated[-1].first, date(line.today.year + 1, 1, 1)
    longer = actions.Change(
        "30",
        begun,
        "Alasan yang terlalu pendek tidak membantu pegawai memahami penilaiannya.",
        Mark.LOCAL_POLICY,
        "Rapat evaluasi kinerja triwulan (contoh)",
        _DECREE,
    )
    actions.set_("reason_min_length", longer, by=by, at=line.at(begun - _NOTICE))
    reply = actions.Change(
        "14",
        ahead,
        "Unit di daerah terpencil perlu waktu lebih panjang untuk menjawab.",
        Mark.LOCAL_POLICY,
        "Forum mitra masyarakat sipil (contoh)",
        _DECREE,
    )
    actions.set_("right_of_reply_days", reply, by=by, at=line.before(5))
    return 2


class Packs:
    """The rule pack of each day, kept when first asked for."""

    def __init__(self) -> None:
        self.held = timeline()
        self.versions: dict[date, str] = {}

    def at(self, moment: datetime) -> str:
        """The version a document made at that moment remembers."""
        day = timezone.localdate(moment)
        if day not in self.versions:
            self.versions[day] = actions.keep_pack(self.held.on(day), at=moment)
        return self.versions[day]
