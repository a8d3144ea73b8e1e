"""Every page of an agreement, by everybody, and each refusal."""

import pytest
from django.urls import reverse

from factories import cycles
from factories.people import post
from factories.planning import agreement, annex, dialogue, evidence, planned_result
from sambayan.planning.models import PerformanceAgreement, PlannedResult

WORDS = {
    "kind": "main", "title": "Berkas selesai menurut standar", "supported_result": "", "aspect": "time",
    "indicator": "Rata-rata waktu", "target": "15–20 menit",
}  # fmt: skip
ANNEX = {
    "resource_support": "Dua komputer", "accountability_scheme": "Rekap bulanan\n\n", "consequence": "Teguran",
    "consequence_suggestions": ["0"],
}  # fmt: skip
TALK = {"held_on": "2026-10-01", "note": "Target dibahas."}


def at(verb: str, row) -> str:
    return reverse(f"planning:{verb}", args=[row.pk])


@pytest.fixture
def draft(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, results=1)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("agreement", [200, 200, 200, 403, 302]),
        ("add_result", [200, 403, 403, 403, 302]),
        ("write_expectations", [200, 403, 403, 403, 302]),
    ],
)
def test_pages_are_open_to_the_right_people(draft, cast, sign_in, today, page, expected):
    people = (cast.ani, cast.budi, cast.citra, cast.dewi, None)

    assert [sign_in(who).get(at(page, draft)).status_code for who in people] == expected


def test_from_start_to_in_force(cast, sign_in, today):
    cycles.cycle()
    ani, budi = sign_in(cast.ani), sign_in(cast.budi)
    assert "Budi" in ani.get(reverse("planning:start")).content.decode()

    ani.post(reverse("planning:start"))
    plan = PerformanceAgreement.objects.get()
    ani.post(at("add_result", plan), WORDS)
    ani.post(at("add_result", plan), {**WORDS, "kind": "additional"})
    ani.post(at("write_expectations", plan), {"loyal": "Menjaga rahasia berkas."})
    ani.post(at("write_annex", plan), ANNEX)
    budi.post(at("open_dialogue", plan), TALK)
    ani.post(at("propose", plan))
    budi.post(at("return", plan), {"reason": "Sebut satuannya."})
    ani.post(at("propose", plan))
    ani.post(at("sign", plan))
    budi.post(at("set", plan))

    plan.refresh_from_db()
    page = ani.get(at("agreement", plan)).content.decode()
    assert (plan.state, plan.results.count(), plan.annex.count()) == ("in_force", 2, 4)
    assert "Menjaga rahasia berkas." in page
    assert "Budi mengembalikan SKP Ani 2026" in page
    assert f"dipimpin {cast.budi.employee.name}" in page


def test_starting_without_a_year_or_an_appraiser_says_so(cast, sign_in, today):
    assert "Tahun kinerja belum dibuka" in sign_in(cast.ani).get(reverse("planning:start")).content.decode()
    cycles.cycle()
    assert "belum tercatat" in sign_in(cast.dewi).get(reverse("planning:start")).content.decode()
    assert sign_in(cast.dewi).post(reverse("planning:start")).status_code == 403


def test_what_was_typed_is_kept(draft, cast, sign_in, today):
    answer = sign_in(cast.ani).post(at("add_result", draft), {**WORDS, "indicator": "", "title": "Kalimat saya"})

    assert answer.status_code == 422
    assert "Kalimat saya" in answer.content.decode()
    assert PlannedResult.objects.count() == 1


def test_an_absolute_target_is_stored_with_a_friendly_word(draft, cast, sign_in, today):
    answer = sign_in(cast.ani).post(at("add_result", draft), {**WORDS, "target": "semua berkas"}, follow=True)

    assert "Target memuat “semua”" in answer.content.decode()
    assert PlannedResult.objects.count() == 2


def test_changing_and_removing_a_result(draft, cast, sign_in, today):
    result, client = draft.results.get(), sign_in(cast.ani)
    assert "15–20 menit per berkas" in client.get(at("change_result", result)).content.decode()

    client.post(at("change_result", result), {**WORDS, "title": "Lain"})
    assert PlannedResult.objects.get().title == "Lain"
    assert client.post(at("change_result", result), {"kind": "main"}).status_code == 422

    client.post(at("remove_result", result))
    assert PlannedResult.objects.count() == 0
    assert client.get(at("change_result", result)).status_code == 404


@pytest.mark.parametrize(
    ("verb", "state", "answers"),
    [
        # the one who may is answered with a redirect to the page; everybody else with the reason or the door
        ("open_dialogue", "draft", {"ani": 302, "budi": 302}),
        ("record_dialogue", "in_force", {"ani": 302, "budi": 302}),
        ("request_superior_dialogue", "draft", {"ani": 302}),
        ("propose", "in_dialogue", {"ani": 302}),
        ("return", "proposed", {"budi": 302}),
        ("sign", "proposed", {"ani": 302}),
        ("set", "signed", {"budi": 302}),
        ("set_unsigned", "proposed", {"budi": 302}),
        ("revise", "in_force", {"ani": 302, "budi": 302}),
    ],
)
def test_verbs_are_open_to_one_person(cast, sign_in, today, verb, state, answers):
    words = {"reason": "Kurang.", "kind": "feedback", **TALK}
    for who in ("ani", "budi", "citra", "dewi", "admin", "partner", "inspector"):
        late = {"superior": cast.citra.employee, "overdue_since": today}
        plan = annex(agreement(cast.ani.assignment, cast.budi.assignment, state, 1, **late))
        dialogue(plan, cast.budi.assignment)
        client = sign_in(getattr(cast, who))
        assert client.post(at(verb, plan), words).status_code == answers.get(who, 403)
        assert client.get(at(verb, plan)).status_code == 405
        PerformanceAgreement.objects.filter(employee=cast.ani.employee).update(state="closed")


@pytest.mark.parametrize(
    ("verb", "state"), [("change_result", "draft"), ("remove_result", "draft"), ("document", "in_force")]
)
def test_a_result_is_open_to_its_owner(cast, sign_in, today, verb, state):
    result = agreement(cast.ani.assignment, cast.budi.assignment, state, results=1).results.get()

    for member in (cast.budi, cast.citra, cast.dewi, cast.admin, cast.partner):
        answer = sign_in(member).post(at(verb, result), WORDS)
        assert (answer.status_code, "Ani dapat melakukannya" in answer.content.decode()) == (403, True)
    assert sign_in().post(at(verb, result), WORDS).status_code == 302
    assert PlannedResult.objects.count() == 1


def test_a_citizen_is_led_to_the_door_and_back(cast, sign_in):
    assert sign_in().get(reverse("planning:agreements")).url == "/sign-in/?next=/agreements/"


def test_the_list_shows_the_own_agreement_on_top_and_others_below(cast, sign_in, today):
    agreement(cast.ani.assignment, cast.budi.assignment, "proposed")
    agreement(cast.budi.assignment, cast.citra.assignment, "in_force")
    url = reverse("planning:agreements")

    staff, head = (sign_in(who).get(url).content.decode() for who in (cast.ani, cast.budi))

    assert ("Buka SKP Anda" in staff, "SKP yang dapat Anda baca" in staff) == (True, False)
    assert ("ditetapkan 28 Januari 2026" in head, "SKP yang dapat Anda baca" in head) == (True, True)


@pytest.mark.parametrize(
    ("state", "reason", "told"),
    [
        ("draft", "", "Lanjutkan SKP Anda"),
        ("in_dialogue", "Sebut satuannya.", "Sebut satuannya."),
        (None, "", "Mulai SKP"),
    ],
)
def test_the_own_agreement_says_what_comes_next(cast, sign_in, today, state, reason, told):
    if state:
        agreement(cast.ani.assignment, cast.budi.assignment, state)
        PerformanceAgreement.objects.update(return_reason=reason)

    assert told in sign_in(cast.ani).get(reverse("planning:agreements")).content.decode()


def test_the_list_is_narrowed_by_name_and_state_and_lets_go_again(cast, sign_in, today):
    agreement(cast.ani.assignment, cast.budi.assignment, "proposed")
    agreement(cast.dewi.assignment, cast.citra.assignment)
    client, url = sign_in(cast.inspector), reverse("planning:agreements")

    found = client.get(url, {"q": "Ani", "state": "proposed"})
    nothing = client.get(url, {"q": "Ani", "state": "in_force"}).content.decode()
    fragment = client.get(url, {"q": "Dewi"}, headers={"HX-Request": "true", "HX-Target": "results"}).content.decode()

    assert [row.employee.name for row in found.context["shown"]] == ["Ani"]
    assert [chip["url"] for chip in found.context["chips"] if chip["current"]] == ["/agreements/?q=Ani"]
    assert "Tidak ada yang cocok" in nothing
    assert ("Dewi" in fragment, "Ani" in fragment, "<html" in fragment) == (True, False, False)


def test_nobody_with_a_role_sees_an_empty_table(cast, sign_in, today):
    assert "Belum ada SKP" in sign_in(cast.partner).get(reverse("planning:agreements")).content.decode()


def test_the_form_offers_the_leaders_results(draft, cast, sign_in, today):
    theirs = planned_result(agreement(cast.budi.assignment, cast.citra.assignment, "in_force"))
    PlannedResult.objects.filter(pk=theirs.pk).update(title="Layanan unit cepat")

    for url in (at("add_result", draft), at("change_result", draft.results.get())):
        offered = f'<option value="{theirs.pk}">Layanan unit cepat</option>'
        assert offered in sign_in(cast.ani).get(url).content.decode()

    sign_in(cast.ani).post(at("change_result", draft.results.get()), {**WORDS, "supports": theirs.pk})
    changed = draft.results.get()
    assert (changed.supports, changed.supported_result) == (theirs, "Layanan unit cepat")


def test_removing_asks_first_and_works_without_script(draft, cast, sign_in, today):
    result = draft.results.get()

    page = sign_in(cast.ani).get(at("agreement", draft)).content.decode()

    assert f'data-opens="remove-{result.pk}"' in page
    assert f'<dialog class="dialog" id="remove-{result.pk}"' in page
    assert page.count(f'action="{at("remove_result", result)}"') == 2
    assert "remove-" not in sign_in(cast.budi).get(at("agreement", draft)).content.decode()


@pytest.mark.parametrize(
    ("state", "reason", "told"),
    [
        ("draft", "", ["belum mengusulkan", "belum menetapkan"]),
        ("in_dialogue", "Kurang.", ["memperbaiki SKP yang dikembalikan", "Dikembalikan penilai:"]),
        ("proposed", "", ["mengusulkan 28 Januari 2026"]),
        (
            "in_force",
            "",
            ["menetapkan 28 Januari 2026", "Belum ada realisasi", "Ditetapkan Budi pada 28 Januari 2026."],
        ),
    ],
)
def test_the_page_says_where_the_two_parties_stand(cast, sign_in, today, state, reason, told):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, state, results=1)
    PerformanceAgreement.objects.update(return_reason=reason)

    page = sign_in(cast.citra).get(at("agreement", plan)).content.decode()

    assert [words for words in told if words not in page] == []


def test_older_evidence_folds_away(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)
    for number in (1, 2, 3):
        evidence(plan.results.get(), cycles.quarter(number))

    page = sign_in(cast.ani).get(at("agreement", plan)).content.decode()

    assert page.index("Triwulan III 2026") < page.index("2 catatan sebelumnya") < page.index("Triwulan II 2026")


def test_a_result_without_indicator_can_still_be_changed(draft, cast, sign_in, today):
    result = draft.results.get()
    result.indicators.all().delete()

    assert sign_in(cast.ani).get(at("change_result", result)).status_code == 200


def test_too_long_an_expectation_is_refused(draft, cast, sign_in, today):
    answer = sign_in(cast.ani).post(at("write_expectations", draft), {"loyal": "x" * 501})

    assert answer.status_code == 422


def test_returning_needs_a_reason(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "proposed", results=1)

    answer = sign_in(cast.budi).post(at("return", plan), {"reason": ""})

    assert answer.status_code == 422
    assert "Isi bagian ini." in answer.content.decode()


def test_proposing_an_incomplete_agreement_says_what_is_missing(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    client = sign_in(cast.ani)

    assert "Tulis paling sedikit satu hasil kerja utama." in client.get(at("agreement", plan)).content.decode()
    assert client.post(at("propose", plan)).status_code == 403


def test_the_list_of_another_year_is_one_choice_away(cast, sign_in, today):
    agreement(cast.ani.assignment, cast.budi.assignment, "in_force", cycle=cycles.cycle(2025))
    cycles.cycle(2026)
    client, url = sign_in(cast.budi), reverse("planning:agreements")

    now, last = client.get(url).content.decode(), client.get(f"{url}?year=2025").content.decode()

    assert 'href="?year=2025"' in now
    assert ("Sasaran kinerja 2025" in last, "Anda tidak mempunyai SKP 2025" in last, "Ani" in last) == (True,) * 3
    assert "state=in_force&amp;year=2025" in last
    assert ("Ani" in now, f"{reverse('planning:start')}?year=2026" in now) == (False, True)


def test_the_agreement_of_the_next_year_is_started_from_its_list(cast, sign_in, today):
    cycles.cycle(2027)
    client, url = sign_in(cast.ani), f"{reverse('planning:start')}?year=2027"

    assert url in client.get(f"{reverse('planning:agreements')}?year=2027").content.decode()
    assert "Mulai SKP 2027" in client.get(url).content.decode()
    client.post(url)

    assert PerformanceAgreement.objects.get().cycle.year == 2027


def test_a_closed_year_offers_no_beginning(cast, sign_in, today):
    type(cycles.cycle()).objects.update(state="closed")

    assert "Tahun kinerja belum dibuka" in sign_in(cast.ani).get(reverse("planning:start")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for number in range(rows):
        agreement(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment)
    client = sign_in(cast.budi)

    with django_assert_num_queries(10):
        client.get(reverse("planning:agreements"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, results=rows)
    client = sign_in(cast.ani)

    with django_assert_num_queries(17):
        client.get(at("agreement", plan))
