"""Components that are pressed: buttons, links, dialogs, and the icons on them."""

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from sambayan.common.parts.declaration import Component, Example, Prop, Values
from sambayan.common.parts.icons import ICONS

KINDS = ("filled", "outline", "text", "danger")


def _button(values: Values) -> Values:
    """Split a refusal into what is missing and who can do it; a plain sentence is only the first."""
    reason: Any = values["reason"]
    return {
        "reason_text": getattr(reason, "message", reason),
        "reason_who": getattr(reason, "who", ""),
        "reason_id": f"{values['uid']}-reason",
    }


def _icon(values: Values) -> Values:
    """The drawing; an unknown name is a KeyError, for only our own templates name icons."""
    return {"shape": mark_safe(ICONS[values["name"]])}


BUTTON = Component(
    name="button",
    doc="Satu tombol penuh paling banyak per pandangan. Dengan `reason` tombol tetap dapat difokus, alasannya terbaca.",
    attributes=True,
    props={
        "label": Prop(doc="kata kerja + objek"),
        "kind": Prop("filled", "bobot", choices=KINDS),
        "href": Prop("", "alamat; membuatnya tautan"),
        "type": Prop("submit", choices=("submit", "button", "reset")),
        "name": Prop(""),
        "value": Prop(""),
        "form": Prop("", "id formulir bila tombol di luarnya"),
        "id": Prop(""),
        "icon": Prop("", "sebelum kata", choices=("", *ICONS)),
        "icon_after": Prop("", "sesudah kata", choices=("", *ICONS)),
        "size": Prop("", choices=("", "large", "small")),
        "wide": Prop(False, "selebar wadahnya"),
        "reason": Prop("", "mengapa belum bisa: kalimat, atau penolakan dengan .message dan .who"),
    },
    prepare=_button,
    examples=(
        Example("Penuh", {"label": "Simpan penilaian"}),
        Example("Garis tepi", {"label": "Simpan draf", "kind": "outline"}),
        Example("Teks", {"label": "Batal", "kind": "text"}),
        Example("Tidak dapat dibalik", {"label": "Tarik kembali", "kind": "danger"}),
        Example("Dengan ikon", {"label": "Tulis umpan balik", "kind": "outline", "icon": "plus", "href": "#"}),
        Example("Besar", {"label": "Lanjut", "size": "large", "icon_after": "arrow-right"}),
        Example(
            "Belum bisa",
            {
                "label": "Terbitkan periode",
                "reason": "Menunggu tanda tangan mitra. Dapat dilakukan koordinator mitra, paling lambat 16 Oktober.",
            },
        ),
    ),
)
LINK = Component(
    name="link",
    doc="Tautan dalam teks atau berdiri sendiri.",
    attributes=True,
    props={
        "label": Prop(),
        "href": Prop(),
        "icon": Prop("", choices=("", *ICONS)),
        "strong": Prop(False, "nama dalam daftar"),
        "external": Prop(False, "keluar dari Sambayan"),
        "alone": Prop(False, "berdiri sendiri: sasaran 44 px"),
    },
    examples=(
        Example("Biasa", {"label": "Buka semua bukti", "href": "#"}),
        Example("Kuat", {"label": "Samsat Way Sekampung", "href": "#", "strong": True}),
        Example("Dengan ikon", {"label": "Dengar", "href": "#", "icon": "sound", "alone": True}),
        Example("Keluar", {"label": "Lapor di SP4N-LAPOR!", "href": "#", "external": True}),
    ),
)
ICON = Component(
    name="icon",
    doc="Ikon 20 px satu garis; selalu di samping kata, jadi tersembunyi bagi pembaca layar.",
    props={"name": Prop(choices=tuple(ICONS)), "size": Prop(20, choices=("16", "20", "24"))},
    prepare=_icon,
    examples=tuple(Example(name, {"name": name}) for name in ICONS),
)
DIALOG = Component(
    name="dialog",
    doc='Hanya sebelum hal yang final: menyebut akibat dan hak sesudahnya. Dibuka `data-opens="id"`; tanpa skrip, '
    "tombol itu tautan ke halaman yang sama isinya.",
    slots=True,
    props={"id": Prop(), "title": Prop(), "open": Prop(False, "langsung tampak di tempatnya (katalog)")},
    examples=(
        Example(
            "Tanda tangan",
            {"id": "example-dialog", "title": "Tanda tangani penilaian?", "open": True},
            slot="<p>Setelah ini rating tidak dapat diubah. Budi Santosa menerima dokumen dan punya 14 hari kerja "
            "untuk mengajukan keberatan.</p><div class='actions'>"
            "<button class='button' type='button'>Tanda tangani</button>"
            "<button class='button is-text' type='button' data-closes>Periksa lagi</button></div>",
        ),
    ),
)
COPY = Component(
    name="copy",
    doc="Tulisan yang dapat disalin; tanpa skrip tetap terbaca dan dapat dipilih.",
    props={"value": Prop(), "label": Prop(_("Salin"))},
    examples=(Example("Kode", {"value": "7KF-92M"}),),
)
THEME = Component(
    name="theme_switch",
    doc="Pilihan terang, gelap, atau ikut perangkat; baru tampak bila skrip berjalan.",
    props={},
    examples=(Example("Tampilan"),),
)
PARTS = (BUTTON, LINK, ICON, DIALOG, COPY, THEME)
