"""The kinds of evaluation period. Source: PermenPANRB 6/2022 Ps 23-25, Lampiran IV.A.8."""

from collections.abc import Callable

from sambayan.common.words import Labelled, _

ROMAN = ("I", "II", "III", "IV")
MONTHS = (
    _("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni"),
    _("Juli"), _("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember"),
)  # fmt: skip


WEEKDAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))


class PeriodKind(Labelled):
    """Monthly or quarterly, as the agency chose, and the year."""

    MONTHLY = "monthly", _("Bulanan")
    QUARTERLY = "quarterly", _("Triwulan")
    YEARLY = "yearly", _("Tahunan")

    def name_of(self, number: int, year: int, say: Callable[[str], str] = str) -> str:
        """The name of the period with this number in this year, for example "Triwulan III 2026"; `say` translates."""
        match self:
            case PeriodKind.MONTHLY:
                return f"{say(MONTHS[number - 1])} {year}"
            case PeriodKind.QUARTERLY:
                return say(_("Triwulan {number} {year}")).format(number=ROMAN[number - 1], year=year)
            case _:
                return say(_("Tahun {year}")).format(year=year)
