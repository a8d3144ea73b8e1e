"""What surveys tell about an office on its page: its services, with figures only where they may be shown."""

import pytest
from django.urls import reverse

from factories import surveys
from sambayan.surveys.queries import services_of_office


def told(cast, who="dewi"):
    return {fact.title: fact.text for fact in services_of_office(getattr(cast, who).actor, cast.unit.pk)}


def test_a_published_index_stands_with_interval_n_and_period(cast):
    surveys.published(surveys.service("stnk"), surveys.mixed(40))

    (text,) = told(cast).values()

    assert text == "Triwulan III 2026: indeks 87,50 (83,45–91,55), n 40"


def test_a_small_group_is_protected_and_an_open_survey_untold(cast):
    surveys.published(surveys.service("kecil"), surveys.mixed(4))
    surveys.survey(surveys.service("berjalan"))

    assert told(cast) == {
        "Layanan kecil": "Terlalu sedikit jawaban, tidak ditampilkan untuk melindungi warga",
        "Layanan berjalan": "Belum ada hasil yang boleh Anda baca",
    }


@pytest.mark.parametrize("services", [1, 3])
def test_the_page_of_an_office_shows_them_in_as_many_queries(cast, sign_in, today, django_assert_num_queries, services):
    for number in range(services):
        surveys.published(surveys.service(f"layanan-{number}"), surveys.mixed(40))
    client = sign_in(cast.dewi)

    with django_assert_num_queries(18):
        text = client.get(reverse("people:office", args=["samsat"])).content.decode()
    assert text.count("indeks 87,50") == services
