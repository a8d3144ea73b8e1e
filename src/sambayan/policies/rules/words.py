"""The words of the page of settings: parts of the product, units, and how sure we are of a value."""

from sambayan.common.words import Labelled, _
from sambayan.regulations.rows import Mark


class Part(Labelled):
    """The part of the product a setting belongs to, in the order of the page."""

    DEADLINES = "deadlines", _("Tenggat dan periode")
    RATING = "rating", _("Penilaian")
    NATIONAL = "national", _("Aplikasi nasional, karier, dan tunjangan")
    SURVEY = "survey", _("Survei warga dan pelayanan publik")
    TEACHERS = "teachers", _("Guru dan kepala sekolah")
    PARTNERS = "partners", _("Mitra masyarakat sipil")
    PRIVACY = "privacy", _("Data pribadi dan keterbukaan")
    OUTREACH = "outreach", _("Penerimaan dan pendampingan")


class Unit(Labelled):
    """What a number counts."""

    NONE = "", ""
    WORKING_DAYS = "working_days", _("hari kerja")
    DAYS = "days", _("hari")
    DAY_OF_MONTH = "day_of_month", _("tanggal")
    HOURS = "hours", _("jam")
    MONTHS = "months", _("bulan")
    YEARS = "years", _("tahun")
    SECONDS = "seconds", _("detik")
    PERCENT = "percent", "%"
    PEOPLE = "people", _("orang")
    ANSWERS = "answers", _("jawaban")
    LETTERS = "letters", _("huruf")
    MEGABYTES = "megabytes", "MB"
    TIMES = "times", _("kali")
    POINTS = "points", _("poin")


MARKS = {
    Mark.PRIMARY: _("Dibaca di peraturannya"),
    Mark.SEVERAL_SECONDARY: _("Beberapa sumber sepakat"),
    Mark.SECONDARY: _("Satu sumber tidak langsung"),
    Mark.UNVERIFIED: _("Belum diverifikasi"),
    Mark.LOCAL_POLICY: _("Kebijakan daerah"),
}
"""The marks of the handbook in words. Source: handbook of the domain, section 2."""
