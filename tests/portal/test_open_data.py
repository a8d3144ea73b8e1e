"""Open data: complete enough to compute again, empty of everything else."""

import csv
import io
import json
import random
from datetime import date

import pytest
from django.urls import reverse

from factories.surveys import FROZEN_AT, mixed, published, service, survey
from sambayan.portal import queries
from sambayan.surveys import actions
from sambayan.surveys.models import ELEMENTS, SurveyResponse

pytestmark = pytest.mark.django_db


def fetch(client, name, made, code="samsat"):
    return client.get(reverse(f"portal:{name}", kwargs={"code": code, "survey": made.pk}))


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_answers_hold_nine_columns_and_nothing_else(client):
    made = published(service(), mixed(6))
    response = fetch(client, "answers", made)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="sambayan-stnk-triwulan-iii-2026-answers.csv"'
    assert response["Cache-Control"] == "public, max-age=3600"
    assert body(response) == ",".join(ELEMENTS) + "\n" + "3,3,3,3,3,3,3,3,3\n" * 3 + "4,4,4,4,4,4,4,4,4\n" * 3


def test_the_order_of_the_rows_tells_nothing_about_who_came_first(client):
    rows = [tuple(random.Random(n).choice((None, 1, 2, 3, 4)) for _ in ELEMENTS) for n in range(40)]
    first = body(fetch(client, "answers", published(service("a"), rows)))
    again = body(fetch(client, "answers", published(service("b"), rows[::-1])))
    assert first == again


def test_profile_day_and_words_never_leave(client):
    made = survey(service(), "Triwulan III 2026")
    personal = {"sex": "P", "age_band": "Q7Q7", "education": "Q8Q8", "occupation": "Q9Q9", "suggestion": "Rahasia-saya"}
    for _ in range(6):
        SurveyResponse.objects.create(
            survey=made, answered_on=date(2026, 8, 17), channel="link", **personal, **dict.fromkeys(ELEMENTS, 4)
        )
    made.state = "published"
    made.save()
    actions.freeze(made, at=FROZEN_AT)
    text = "".join(body(fetch(client, name, made)) for name in ("answers", "figures", "codebook"))
    assert not [word for word in ("Rahasia-saya", "2026-08-17", "Q7Q7", "Q8Q8", "Q9Q9", "link") if word in text]
    assert not [str(pk) for pk in SurveyResponse.objects.values_list("pk", flat=True) if str(pk) in text]


@pytest.mark.parametrize("name", ["answers", "figures", "codebook"])
def test_files_below_the_gate_are_not_there(client, name):
    assert fetch(client, name, published(service(), mixed(4))).status_code == 404
    assert fetch(client, name, published(service("b"), mixed(5))).status_code == 200


@pytest.mark.parametrize("name", ["answers", "figures", "codebook"])
@pytest.mark.parametrize("state", ["draft", "sealed"])
def test_files_of_unpublished_surveys_are_not_there(client, name, state):
    made = published(service(), mixed(40))
    made.state = state
    made.save()
    assert fetch(client, name, made).status_code == 404


def test_files_belong_to_their_unit(client):
    made = published(service(), mixed(40))
    service("b", "lpg/dinsos/")
    assert fetch(client, "answers", made, code="dinsos").status_code == 404
    assert client.get("/units/samsat/999999/answers.csv").status_code == 404


def test_figures_say_where_they_come_from(client):
    made = published(service(), mixed(40), population=90, is_synthetic=True, source_note="Buatan")
    document = json.loads(body(fetch(client, "figures", made)))
    assert document["unit"] == {"code": "samsat", "name": "Unit samsat"}
    assert document["period"] == {"label": "Triwulan III 2026", "from": "2026-07-01", "to": "2026-09-30"}
    assert (document["population"], document["cost_mode"], document["is_synthetic"], document["data_note"]) == (
        90,
        "tariff",
        True,
        "Buatan",
    )
    assert document["minimum_respondents"] == {"figure": 5, "class": 30}
    assert (document["figures"]["n"], document["figures"]["satisfaction_index"]) == (40, "87.50")
    assert all(
        document[name] for name in ("formula", "rounding", "interval", "source", "licence", "frozen_on", "generated_on")
    )


def test_an_element_that_is_not_used_stays_empty(client):
    made = published(service(), [(4,) * 9] * 6, cost_mode="not_applicable")
    assert body(fetch(client, "answers", made)).splitlines()[1] == "4,4,4,,4,4,4,4,4"
    rows = {row["column"]: row for row in csv.DictReader(io.StringIO(body(fetch(client, "codebook", made))))}
    assert {code: row["used_in_index"] for code, row in rows.items()} == {
        code: "no" if code == "biaya" else "yes" for code in ELEMENTS
    }


def test_the_codebook_explains_every_column(client):
    rows = list(csv.DictReader(io.StringIO(body(fetch(client, "codebook", published(service(), mixed(6)))))))
    assert [row["column"] for row in rows] == list(ELEMENTS)
    speed = next(row for row in rows if row["column"] == "waktu")
    assert speed["labels_id"] == "1 = Tidak cepat; 2 = Kurang cepat; 3 = Cepat; 4 = Sangat cepat"
    assert speed["source"].endswith("[S2]")
    assert {row["position_on_form"] for row in rows if row["column"] in ("sarpras", "pengaduan")} == {"8", "9"}


@pytest.mark.parametrize("cost_mode", ["tariff", "not_applicable"])
def test_the_size_is_known_before_the_file_is_made(client, cost_mode):
    rows = [*mixed(6), (None,) * 9, (3, None, *[4] * 7)]
    made = published(service(), rows, cost_mode=cost_mode)
    size = queries.answers_size(queries.published_survey("samsat", made.pk))
    assert size == len(body(fetch(client, "answers", made)).encode())


def test_an_unchanged_file_is_not_sent_twice(client):
    made = published(service(), mixed(6))
    tag = fetch(client, "answers", made)["ETag"]
    again = client.get(
        reverse("portal:answers", kwargs={"code": "samsat", "survey": made.pk}), headers={"If-None-Match": tag}
    )
    assert (again.status_code, again["ETag"]) == (304, tag)


@pytest.mark.parametrize("name", ["answers", "figures", "codebook"])
def test_one_file_takes_at_most_two_statements(client, name, django_assert_num_queries):
    for rows in (6, 300):
        made = published(service(f"s{rows}"), mixed(rows))
        with django_assert_num_queries(2 if name == "answers" else 1):
            body(fetch(client, name, made))
