"""Components that lead elsewhere: breadcrumbs, tabs, chips, pages of a list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from sambayan.common.parts.declaration import Component, Example, Prop, Values


def _pager(values: Values) -> Values:
    """The address of a page keeps the search and the chips that led here."""
    page: Page[Any] = values["page"]
    query = values["query"].strip("?&")
    return {"start": f"?{query}&" if query else "?", "total": page.paginator.count}


def _breadcrumbs(values: Values) -> Values:
    """All but the last step; on a phone only the step above is shown."""
    items = list(values["items"])
    return {"above": items[:-1], "here": items[-1][0] if items else "", "back": items[-2] if len(items) > 1 else None}


PARTS = (
    Component(
        name="breadcrumbs",
        doc="Jalan ke halaman ini; butir terakhir adalah halaman ini.",
        props={"items": Prop(doc="(label, alamat); yang terakhir tanpa alamat")},
        prepare=_breadcrumbs,
        examples=(
            Example(
                "Kantor",
                {"items": (("Provinsi Lampung", "#"), ("Badan Pendapatan Daerah", "#"), ("Samsat Way Sekampung", ""))},
            ),
        ),
    ),
    Component(
        name="back_link",
        doc="Satu langkah kembali, di atas pertanyaan atau judul.",
        attributes=True,
        props={"href": Prop(), "label": Prop(_("Kembali"))},
        examples=(Example("Kembali", {"href": "#"}),),
    ),
    Component(
        name="tabs",
        doc="Bagian dari satu hal; tiap tab punya alamat.",
        props={"items": Prop(doc="label, url, current, count"), "label": Prop(_("Bagian"))},
        examples=(
            Example(
                "Bagian",
                {
                    "items": (
                        {"label": "Rencana", "url": "#", "current": True},
                        {"label": "Umpan balik", "url": "#", "count": 3},
                        {"label": "Riwayat", "url": "#"},
                    )
                },
            ),
        ),
    ),
    Component(
        name="chips",
        doc="Saringan yang sekaligus menghitung; yang dipilih bertepi 2 px dan bersilang.",
        props={
            "items": Prop(doc="label, count, url, current"),
            "label": Prop(_("Saringan")),
            "clear": Prop("", "alamat tanpa saringan"),
        },
        examples=(
            Example(
                "Saringan",
                {
                    "items": (
                        {"label": "Belum dinilai", "count": 7, "url": "#", "current": True},
                        {"label": "Draf", "count": 2, "url": "#"},
                        {"label": "Bukti kurang", "count": 0, "url": "#"},
                    ),
                    "clear": "#",
                },
            ),
        ),
    ),
    Component(
        name="pager",
        doc="Halaman dari daftar panjang, dengan jumlah semuanya.",
        props={"page": Prop(doc="Page dari Paginator"), "query": Prop("", "saringan yang ikut, tanpa page=")},
        prepare=_pager,
        examples=(Example("Halaman", lambda: {"page": Paginator(range(46), 9).page(2)}),),
    ),
)
