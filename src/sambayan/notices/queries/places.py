"""Every part of the house on one page, each shown to whom it opens; the routes' own guards decide."""

from dataclasses import dataclass
from typing import Any

from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.guard import RIGHTS, why_not


@dataclass(frozen=True)
class Place:
    """One part: its name, what one does there, and its route."""

    label: Any
    text: Any
    route: str

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.route)


PARTS = (
    (
        _("Merencanakan"),
        (
            Place(_("SKP"), _("Sasaran kinerja Anda dan tim Anda."), "planning:agreements"),
            Place(_("Sasaran organisasi"), _("Perjanjian kinerja, matriks peran hasil."), "planning:goals"),
            Place(_("Pohon sasaran"), _("Dari sasaran provinsi sampai hasil seseorang."), "planning:tree"),
            Place(_("Contoh SKP"), _("Contoh menurut jabatan."), "planning:templates"),
            Place(_("Tugaskan hasil kerja"), _("Satu hasil untuk banyak orang."), "planning:assign_result"),
        ),
    ),
    (
        _("Melaksanakan"),
        (
            Place(_("Pelaksanaan tim"), _("Siapa sudah mencatat kemajuan."), "planning:team_doing"),
            Place(_("Umpan balik"), _("Diterima, diberikan, diminta."), "growth:feedback"),
            Place(_("Jadwal umpan balik"), _("Tanggal yang disepakati."), "growth:dates"),
            Place(_("Bimbingan kinerja"), _("Coaching, mentoring, pelatihan."), "growth:guidances"),
            Place(_("Konseling kinerja"), _("Rahasia; hanya bagi yang terlibat."), "growth:cases"),
        ),
    ),
    (
        _("Menilai"),
        (
            Place(_("Penilaian"), _("Satu periode, satu orang demi satu."), "evaluation:evaluations"),
            Place(_("Kemajuan per unit"), _("Berapa yang sudah, di langkah apa."), "evaluation:progress"),
            Place(_("Penilaian yang terlambat"), _("Siapa, di langkah apa."), "evaluation:late"),
            Place(_("Rapat kalibrasi"), _("Membandingkan dengan bukti."), "evaluation:calibrations"),
            Place(_("Keberatan"), _("Yang diajukan dan diputus."), "objections:objections"),
            Place(_("Statistik keberatan"), _("Per unit, sel kecil disembunyikan."), "objections:statistics"),
        ),
    ),
    (
        _("Menindaklanjuti"),
        (
            Place(_("Tindak lanjut"), _("Angka kredit, sembilan kotak, aplikasi nasional."), "outcomes:periods"),
            Place(_("Disiplin kehadiran"), _("Apa kata peraturan."), "outcomes:discipline"),
            Place(_("Suara warga"), _("Survei kepuasan layanan."), "surveys:services"),
        ),
    ),
    (
        _("Mengelola"),
        (
            Place(_("Tahun kinerja"), _("Periode, jangka waktu, pembukaan."), "cycles:years"),
            Place(_("Batas waktu"), _("Apa yang berjalan, apa yang lewat."), "cycles:clocks"),
            Place(_("Kalender hari kerja"), _("Libur dan cuti bersama."), "cycles:calendar"),
            Place(_("Perpindahan"), _("SKP yang mengikuti jabatan baru."), "planning:moves"),
            Place(_("Pegawai"), _("Daftar pegawai."), "people:directory"),
            Place(_("Organisasi"), _("Unit dan pimpinannya."), "people:organisation"),
            Place(_("Perbaikan data"), _("Apa yang keliru dan siapa memperbaikinya."), "people:repairs"),
            Place(_("Berkas pegawai"), _("Unggah pegawai dan unit."), "people:imports"),
            Place(_("Peran"), _("Siapa berwenang apa."), "people:roles"),
            Place(_("Aturan dan setelan"), _("Setiap nilai, asalnya, sejak kapan."), "policies:settings"),
            Place(_("Surel"), _("Yang terkirim dan yang tidak."), "notices:mails"),
            Place(_("Catatan"), _("Siapa melakukan apa, kapan."), "audit:record"),
        ),
    ),
)


def places_for(actor: Actor) -> list[tuple[Any, list[Place]]]:
    """The parts this actor may open, section by section; sections without any are left out. No query."""
    found = [(title, [place for place in places if _opens(actor, place)]) for title, places in PARTS]
    return [(title, places) for title, places in found if places]


def _opens(actor: Actor, place: Place) -> bool:
    guard = resolve(place.url).func.guard  # type: ignore[attr-defined]
    return guard not in RIGHTS or why_not(guard, actor) is None
