"""What exactly is wrong behind a repair, in words, and the two ways a number can differ from what is recorded.

Source: local policy; PermenPANRB 6/2022 Ps 1(9) for the superior.
"""

from collections.abc import Iterator, Mapping

from sambayan.common.words import Labelled, _

MOST_IN_DETAIL = 300
_BETWEEN = "|"


class Fault(Labelled):
    """What was found; `{what}` is the name or the day it was found with."""

    NO_HEAD = "no_head", _("Tidak ada pimpinan di unit ini dan di atasnya, dan tidak ada pendelegasian.")
    GONE = "gone", _("Atasan yang dicatat, {what}, tidak lagi menduduki jabatan.")
    CIRCULAR = "circular", _("Atasan yang dicatat, {what}, adalah bawahan pegawai ini.")
    TOO_LOW = "too_low", _("Atasan yang dicatat, {what}, belum pejabat pengawas dan tidak menerima pendelegasian.")
    CLOSED = "closed", _("Unitnya ditutup {what}.")
    VACANT = "vacant", _("Tidak ada pimpinan definitif, Plt., atau Plh.")
    TWO_POSTS = "two_posts", _("Berkas {what} memuat dua jabatan definitif untuk NIP ini.")
    IN_FILE = "in_file", _("NIP dalam berkas {what} tidak cocok dengan tanggal lahir atau jenis kelaminnya.")
    BIRTH_DATE = "birth_date", _("Tanggal lahir tercatat {what}, berbeda dari yang terbaca pada NIP.")
    SEX = "sex", _("Jenis kelamin tercatat berbeda dari yang terbaca pada NIP.")
    NO_POST = "no_post", _("Tidak ada jabatan definitif yang sedang berlaku.")
    NO_ACCOUNT = "no_account", _("Belum dapat masuk ke Sambayan.")
    NO_EMAIL = "no_email", _("Pemberitahuan dan pengaturan ulang kata sandi tidak dapat dikirim.")


def detail(fault: Fault, what: str = "") -> str:
    """A fault and what it was found with, as it is stored."""
    return f"{fault.value}{_BETWEEN}{what}"[:MOST_IN_DETAIL]


def read_detail(stored: str) -> tuple[Fault, str]:
    """The fault and what it was found with, from the stored text."""
    fault, _between, what = stored.partition(_BETWEEN)
    return Fault(fault), what


def in_circles(superiors: Mapping[int, int]) -> Iterator[int]:
    """The employees who are, over however many steps, their own superior; each is met once."""
    settled: set[int] = set()
    for start in superiors:
        way: dict[int, None] = {}
        here: int | None = start
        while here is not None and here not in settled and here not in way:
            way[here] = None
            here = superiors.get(here)
        if here in way:
            steps = list(way)
            yield from steps[steps.index(here) :]
        settled.update(way)
