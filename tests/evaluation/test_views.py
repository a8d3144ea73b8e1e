"""Every page of an evaluation, by everybody, and each refusal."""

import pytest
from django.urls import reverse

from factories import cycles, planning, surveys
from factories.evaluation import achievement, document, evaluation
from factories.people import post
from sambayan.evaluation.forms import AchievementForm, figure_words
from sambayan.evaluation.models import OrganisationAchievement, PerformanceEvaluation
from sambayan.planning.models import PlannedResult

WORDS = {
    "result_rating": "meets",
    "result_reason": "Mutu berkas sesuai target triwulan.",
    "behaviour_rating": "meets",
    "behaviour_reason": "Konsisten dan suka mengajari rekan.",
    "evaluation_note": "Pertahankan.",
}
CITIZEN = 302


def address(verb: str, row) -> str:
    return reverse(f"evaluation:{verb}", args=[row.pk])


def statuses(cast, sign_in, url: str, method: str = "get") -> dict[str, int]:
    people = {"ani": cast.ani, "budi": cast.budi, "citra": cast.citra, "dewi": cast.dewi, "citizen": None}
    return {name: getattr(sign_in(member), method)(url).status_code for name, member in people.items()}


def test_the_rating_page_is_the_appraisers_alone(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    assert statuses(cast, sign_in, address("rate", row)) == {
        "ani": 403,
        "budi": 200,
        "citra": 403,
        "dewi": 403,
        "citizen": CITIZEN,
    }


def test_an_evaluation_is_read_by_its_people_and_the_line_above(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    assert statuses(cast, sign_in, address("evaluation", row)) == {
        "ani": 200,
        "budi": 200,
        "citra": 200,
        "dewi": 403,
        "citizen": CITIZEN,
    }


def test_before_hand_over_the_employee_sees_no_rating(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    page = sign_in(cast.ani).get(address("evaluation", row)).content.decode()

    assert row.result_reason not in page
    assert row.result_reason in sign_in(cast.budi).get(address("evaluation", row)).content.decode()


def test_the_list_hides_ones_own_predicate_until_hand_over(cast, sign_in, today):
    evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    assert "predicate" not in _table(sign_in(cast.ani))
    assert "predicate" in _table(sign_in(cast.budi))


def _table(client) -> str:
    page = client.get(reverse("evaluation:evaluations")).content.decode()
    return page[page.index("<tbody>") : page.index("</tbody>")]


def test_rating_leads_to_the_next_person(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)
    following = evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment)

    answer = sign_in(cast.budi).post(address("rate", row), {**WORDS, "next": "1"})

    assert answer.url == address("rate", following)
    row.refresh_from_db()
    assert row.predicate == "good"


def test_rating_leads_to_the_evaluation_when_nobody_follows(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    answer = sign_in(cast.budi).post(address("rate", row), {**WORDS, "next": "1"})

    assert answer.url == address("evaluation", row)


def test_an_incomplete_rating_keeps_what_was_typed(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    answer = sign_in(cast.budi).post(address("rate", row), {**WORDS, "result_rating": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih salah satu dari tiga." in page
    assert WORDS["behaviour_reason"] in page
    row.refresh_from_db()
    assert row.state == "open"


def test_disagreeing_with_the_citizens_asks_for_the_consideration(cast, sign_in, today):
    service = surveys.service()
    surveys.staffed(service, cast.ani.employee)
    surveys.published(service, surveys.mixed(40, low=2, high=3))
    row = evaluation(cast.ani.assignment, cast.budi.assignment)

    answer = sign_in(cast.budi).post(address("rate", row), {**WORDS, "behaviour_rating": "above"})

    assert answer.status_code == 422
    assert "Suara warga dan rating perilaku berlawanan arah" in answer.content.decode()


def test_from_rating_to_receipt(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)
    achievement(row.appraiser_unit)
    budi, ani = sign_in(cast.budi), sign_in(cast.ani)

    budi.post(address("rate", row), WORDS)
    budi.post(address("sign", row))
    budi.post(address("hand_over", row))
    assert ani.get(address("explain", row)).status_code == 200
    ani.post(address("confirm_receipt", row))

    row.refresh_from_db()
    assert row.state == "received"
    page = ani.get(address("explain", row)).content.decode()
    assert "Mengapa predikat saya Baik?" in page
    assert "Keberatan paling lambat Rabu, 28 Oktober 2026" in page


def test_signing_without_organisation_predicate_says_what_is_missing(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    answer = sign_in(cast.budi).post(address("sign", row))

    assert answer.status_code == 403
    assert "belum ditetapkan" in answer.content.decode()


@pytest.mark.parametrize("verb", ["sign", "hand_over", "confirm_receipt"])
def test_verbs_answer_post_only(cast, sign_in, verb):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "signed")

    assert sign_in(cast.budi).get(address(verb, row)).status_code == 405


def test_the_document_is_a_pdf_with_its_code(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "received")

    answer = sign_in(cast.ani).get(address("document", row))

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == f'inline; filename="dokumen-evaluasi-{row.document_code}.pdf"'


def test_there_is_no_document_before_signing(cast, sign_in):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    assert sign_in(cast.budi).get(address("document", row)).status_code == 403


def test_anybody_can_verify_a_code_and_learns_nothing_personal(cast, sign_in):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "received", result="above", behaviour="above")
    document(row)

    page = sign_in().get(reverse("evaluation:verify", args=[row.document_code.lower()])).content.decode()

    assert row.document_code in page
    for secret in ("Ani", "Budi", row.employee.employee_number, row.result_reason, row.evaluation_note):
        assert secret not in page


def test_an_unknown_code_is_not_found(sign_in, db):
    answer = sign_in().get(reverse("evaluation:verify", args=["XXXX-XXXX-XXXX"]))

    assert answer.status_code == 404
    assert "tidak tercatat" in answer.content.decode()


def test_the_administrator_opens_a_period(cast, sign_in, today):
    planning.agreement(cast.ani.assignment, cast.budi.assignment, "in_force")

    sign_in(cast.admin).post(reverse("evaluation:open", args=[cycles.quarter().pk]))

    assert PerformanceEvaluation.objects.count() == 1


def test_opening_an_unknown_period_is_not_found(cast, sign_in):
    assert sign_in(cast.admin).post(reverse("evaluation:open", args=[999])).status_code == 404


def test_setting_the_organisation_predicate(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment)
    url = reverse("evaluation:set_achievement", args=[cast.unit.code, row.period_id])

    assert sign_in(cast.citra).get(url).status_code == 200
    assert sign_in(cast.budi).get(url).status_code == 403
    assert sign_in(cast.citra).post(url, {"predicate": "good"}).status_code == 422
    sign_in(cast.citra).post(url, {"predicate": "good", "reason": "Rencana aksi tercapai."})

    assert OrganisationAchievement.objects.get().set_by == "Citra"
    assert sign_in(cast.citra).get(url).content.decode().count('value="good" selected') == 1


def test_an_unknown_unit_or_period_is_not_found(cast, sign_in):
    assert sign_in(cast.citra).get(reverse("evaluation:set_achievement", args=["tidak-ada", 1])).status_code == 404


def test_without_any_period_the_list_says_so(cast, sign_in):
    assert "Belum ada periode penilaian" in sign_in(cast.budi).get(reverse("evaluation:evaluations")).content.decode()


def test_the_list_of_an_earlier_period(cast, sign_in, today):
    earlier = evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(1))
    cycles.quarter(3)

    page = sign_in(cast.budi).get(reverse("evaluation:evaluations"), {"period": earlier.period_id}).content.decode()

    assert "Triwulan I 2026" in page
    assert "Ani" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for number in range(rows):
        evaluation(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "received")
    client = sign_in(cast.budi)

    with django_assert_num_queries(11):
        client.get(reverse("evaluation:evaluations"))


def crowd(cast, own, rows):
    """So many people in the team, results with evidence, and services with figures."""
    for number in range(1, rows):
        evaluation(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment)
        planning.evidence(planning.planned_result(own.agreement, number + 1))
    for number in range(rows):
        service = surveys.service(f"layanan{number}")
        surveys.staffed(service, cast.ani.employee)
        surveys.published(service, surveys.mixed(40))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_rating_page_asks_the_database_the_same_number_of_times(
    cast, sign_in, today, django_assert_num_queries, rows
):
    own = evaluation(cast.ani.assignment, cast.budi.assignment)
    crowd(cast, own, rows)
    client = sign_in(cast.budi)

    with django_assert_num_queries(23):
        client.get(address("rate", own))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_evaluation_asks_the_database_the_same_number_of_times(
    cast, sign_in, today, django_assert_num_queries, rows
):
    own = evaluation(cast.ani.assignment, cast.budi.assignment, "rated", superior=cast.citra.assignment)
    crowd(cast, own, rows)
    client = sign_in(cast.budi)

    with django_assert_num_queries(20):
        client.get(address("evaluation", own))


def test_what_of_the_team_is_not_shown_is_counted(cast, sign_in, today, monkeypatch):
    monkeypatch.setattr("sambayan.evaluation.queries.contributions._MOST", 1)
    own = evaluation(cast.ani.assignment, cast.budi.assignment)
    for number in range(3):
        evaluation(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment)
    PlannedResult.objects.update(supported_result="Penerimaan naik")

    page = sign_in(cast.budi).get(address("rate", own)).content.decode()

    assert "2 lainnya tidak ditampilkan." in page
    assert page.count('<span class="hint block">P') == 1


def figures(n: int) -> list[dict[str, str]]:
    return [{"name": f"IKU {k}", "target": "1", "realisation": "1", "mark": "achieved"} for k in range(1, n + 1)]


@pytest.mark.parametrize(("kept", "rows"), [(0, 8), (6, 8), (7, 9), (12, 14), (61, 63)])
def test_the_form_of_the_unit_has_room_for_every_figure(kept, rows):
    form = AchievementForm(initial=figure_words(figures(kept)))

    assert (len(form.rows), form["count"].value()) == (rows, rows)


@pytest.mark.parametrize(("count", "rows"), [("14", 14), ("", 8), ("x", 8), ("3", 8), ("999", 60)])
def test_the_rows_that_were_sent_are_read_up_to_a_bound(count, rows):
    assert len(AchievementForm({"count": count}).rows) == rows


def test_no_figure_is_lost_when_a_unit_has_more_than_eight(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    achievement(row.appraiser_unit)
    OrganisationAchievement.objects.update(figures=figures(12))
    citra, place = sign_in(cast.citra), reverse("evaluation:set_achievement", args=[cast.unit.code, row.period_id])

    page = citra.get(place)
    words = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    citra.post(place, words | {"f13_name": "IKU 13", "f13_realisation": "1", "f13_mark": "achieved"})

    assert [each["name"] for each in OrganisationAchievement.objects.get().figures] == [
        f"IKU {k}" for k in range(1, 14)
    ]
