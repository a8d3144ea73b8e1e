"""The public pages: what they show, what they refuse, and in how many statements."""

import random
import re

import pytest
from django.urls import reverse

from factories.people import AccountFactory
from factories.surveys import mixed, published, service, survey
from sambayan.surveys.models import ELEMENTS

pytestmark = pytest.mark.django_db


def varied(n: int, seed: int = 1):
    draw = random.Random(seed)
    return [tuple(draw.choice((2, 3, 3, 4)) for _ in ELEMENTS) for _ in range(n)]


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


PAGES = ("/", "/units/", "/units/samsat/", "/method/", "/about/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_open_to_everybody(cast, sign_in, path, language):
    published(service(), mixed(40))
    for member in (None, *cast):
        response = sign_in(member).get(path, {"lang": language})
        assert response.status_code == 200, (path, member)
        assert response.content.count(b"<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_no_style_script_or_foreign_host(client, path):
    published(service(), mixed(40), "Triwulan II 2026")
    published(service("b"), varied(40))
    html = client.get(path).content.decode()
    assert not re.findall(r"<style|<script(?![^>]* src=\"/static/)|\sstyle=|\son[a-z]+=", html)
    assert not re.findall(r"&lt;(?:span|a|p|select|input)", html), "markup shown as text"
    assert not re.findall(r"(?:src|action)=\"(?:https?:)?//", html)
    assert len(re.findall(r'class="button(?: is-large)?"', html)) <= 1


@pytest.mark.parametrize("rows", [1, 3])
def test_start_takes_three_statements(client, rows, django_assert_num_queries):
    for number in range(rows):
        published(service(f"s{number}", f"lpg/dinas/loket{number}/"), mixed(40))
    AccountFactory(persona="official", name="Ani")
    with django_assert_num_queries(3):
        response = client.get("/")
    assert response.content.count(b"<tr>") == rows + 1
    assert f'action="{reverse("accounts:sign_in_as", args=["official"])}"' in response.content.decode()
    assert reverse("surveys:respond", args=["demo"]) in response.content.decode()


def test_start_without_demo_has_no_personas(client, settings):
    settings.DEMO = False
    AccountFactory(persona="official", name="Ani")
    assert "sign-in/as" not in client.get("/").content.decode()


def test_start_before_anything_is_published(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Sekarang tidak ada survei yang dibuka." in text_of(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_units_takes_two_statements(client, rows, django_assert_num_queries):
    for number in range(rows):
        published(service(f"s{number}", f"lpg/dinas{number}/loket{number}/"), mixed(40), population=100)
    with django_assert_num_queries(2):
        response = client.get("/units/")
    assert response.content.count(b"<tr>") == rows + 1
    assert "40,0" in text_of(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_unit_takes_four_statements(client, rows, django_assert_num_queries):
    for number in range(rows):
        published(service(f"s{number}"), mixed(40), "Triwulan II 2026", population=100)
        published(service_again(f"s{number}"), varied(40), "Triwulan III 2026", population=100)
    with django_assert_num_queries(4):
        response = client.get("/units/samsat/")
    assert response.status_code == 200


def service_again(code):
    from sambayan.surveys.models import Service

    return Service.objects.get(code=code)


def test_units_answers_with_the_fragment_alone(client):
    published(service("a", "lpg/x/satu/"), mixed(40))
    published(service("b", "lpg/x/dua/"), mixed(40))
    whole = client.get("/units/", {"q": "satu"})
    part = client.get("/units/", {"q": "satu"}, headers={"HX-Request": "true", "HX-Target": "results"})
    assert part.content.strip().startswith(b'<div id="results"')
    assert b"<html" in whole.content and b"<html" not in part.content
    assert b"/units/satu/" in part.content and b"/units/dua/" not in part.content
    assert "HX-Target" in part["Vary"]


def test_units_filters_sorts_and_pages(client):
    for number in range(30):
        published(service(f"s{number}", f"lpg/x/unit{number:02}/"), mixed(6 if number else 40, 3, 4))
    first = client.get("/units/", {"sort": "name"}).content.decode()
    assert "1–25 dari 30" in first and "?sort=name&amp;page=2" in first
    assert client.get("/units/", {"sort": "name", "page": "2"}).content.count(b"<tr>") == 6
    few = client.get("/units/", {"show": "few"}).content.decode()
    assert "1–25 dari 29" in few and "jawaban masih sedikit" in few and "/units/unit00/" not in few
    assert client.get("/units/", {"show": "x", "sort": "y", "page": "z"}).status_code == 200
    nothing = client.get("/units/", {"q": "tidak ada yang begini"})
    assert "Tidak ada unit yang cocok" in text_of(nothing)
    for sort in ("index", "-n", "-response"):
        assert b"aria-sort" in client.get("/units/", {"sort": sort}).content


def test_unit_shows_figures_formula_and_files(client):
    made = published(service(), varied(60), population=300, is_synthetic=True, source_note="Buatan")
    survey(made.service)
    words = text_of(client.get("/units/samsat/"))
    figures = made.result.figures
    for number in (made.result.satisfaction_index, made.result.low, made.result.high):
        assert str(number).replace(".", ",") in words
    for element in figures["elements"].values():
        assert element["index"].replace(".", ",") in words
    assert figures["as_usually_printed"]["0.11"].replace(".", ",") in words
    assert "Data contoh buatan." in words and "Beri penilaian Anda" in words and "perlu 169 dari 300" in words
    html = client.get("/units/samsat/").content.decode()
    assert all(reverse(f"portal:{n}", args=["samsat", made.pk]) in html for n in ("answers", "figures", "codebook"))
    assert reverse("surveys:respond", args=["stnk"]) in html


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (mixed(40, 2, 3), mixed(40, 3, 4), "Naik 25,00 sejak Triwulan II 2026"),
        (mixed(40, 3, 4), mixed(40, 2, 3), "Turun 25,00 sejak Triwulan II 2026"),
        (mixed(40, 3, 4), mixed(41, 3, 4), "belum tentu naik"),
        (mixed(41, 3, 4), mixed(40, 3, 4), "belum tentu turun"),
        (mixed(40, 3, 4), mixed(40, 3, 4), "Sama dengan Triwulan II 2026"),
    ],
)
def test_unit_says_no_more_about_a_change_than_it_knows(client, before, after, said):
    of = service()
    published(of, before, "Triwulan II 2026")
    published(of, after, "Triwulan III 2026")
    assert said in text_of(client.get("/units/samsat/")).replace(" .", ".")


def test_unit_period_keeps_its_address(client):
    of = service()
    old = published(of, mixed(40, 2, 3), "Triwulan II 2026")
    published(of, mixed(40, 3, 4), "Triwulan III 2026")
    words = text_of(client.get(reverse("portal:unit_period", args=["samsat", old.pk])))
    assert "Ini periode yang lalu." in words and "62,50" in words


def test_unit_with_several_services_says_how_they_are_joined(client):
    published(service("a", name="Satu"), mixed(40))
    published(service("b", name="Dua"), mixed(20, 2, 3))
    published(service("c", name="Tiga"), mixed(3, 1, 1))
    response = client.get("/units/samsat/")
    words = text_of(response)
    assert "Berkas tiap layanan" in words and "bukan rata-rata indeks layanan" in words
    assert "79,17" in words and "Terlalu sedikit jawaban" in words


def test_unit_is_named_in_the_language_of_the_reader(client):
    made = published(service(name_english="Vehicle tax"), mixed(40))
    made.service.unit.name_english = "Tax Office"
    made.service.unit.save()
    assert "Tax Office" in text_of(client.get("/units/samsat/?lang=en"))
    assert "Vehicle tax" in text_of(client.get("/units/samsat/?lang=en"))
    assert "Tax Office" not in text_of(client.get("/units/samsat/?lang=id"))


@pytest.mark.parametrize("path", ["/units/tidak-ada/", "/units/dinsos/", "/units/samsat/999999/"])
def test_unknown_is_not_found(client, path):
    published(service(), mixed(40))
    from factories.people import unit

    unit("lpg/dinsos/")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/units/", "/units/samsat/", "/method/", "/recompute.py"])
def test_pages_only_read(client, path):
    assert client.post(path).status_code == 405


LEAKS = ("72,22", "72.22", "4,333", "68,05", "72,2")


def secret_rows(n: int):
    """Answers whose figures occur nowhere else."""
    return [(4, 4, 4, 3, 3, 2, 2, 2, 2)] * n


@pytest.mark.parametrize("state", ["open", "sealed"])
def test_unpublished_figures_occur_nowhere(client, state):
    of = service()
    published(of, mixed(40), "Triwulan II 2026")
    made = published(of, secret_rows(40), "Triwulan III 2026")
    assert str(made.result.satisfaction_index) == "72.22"
    assert "72,22" in text_of(client.get("/units/samsat/"))
    made.state = state
    made.save()
    for path in PAGES:
        assert not [leak for leak in LEAKS if leak in client.get(path).content.decode()]
    assert client.get(reverse("portal:unit_period", args=["samsat", made.pk])).status_code == 404


def test_suppressed_figures_occur_nowhere(client):
    published(service("a"), mixed(40))
    made = published(service("b"), secret_rows(4), population=11)
    other = published(service("c", "lpg/dinsos/rehab/"), secret_rows(4), population=11)
    paths = [*PAGES, "/units/rehab/", reverse("portal:unit_period", args=["rehab", other.pk])]
    for path in paths:
        html = client.get(path).content.decode()
        assert not [leak for leak in (*LEAKS, "36,4", "kelas C") if leak in html], path
        assert not [at for at in (made, other) if reverse("portal:answers", args=["rehab", at.pk]) in html]
    assert "Terlalu sedikit jawaban" in text_of(client.get("/units/rehab/"))
