"""The cascade: from a goal of the province down to the results of people, and back up."""

import pytest
from django.urls import reverse

from factories import goals
from factories.people import post
from factories.planning import agreement
from sambayan.audit.models import Event
from sambayan.planning.models import AlignedResult
from sambayan.planning.queries import tree

pytestmark = pytest.mark.django_db


def at(name: str, *keys) -> str:
    return reverse(f"planning:{name}", args=keys)


@pytest.fixture
def cascade(cast):
    """An indicator of the province, one of Bapenda below it, one of the UPTD below that."""
    top = goals.key_indicator(goals.contract("lpg/"))
    middle = goals.key_indicator(goals.contract("lpg/bapenda/"), parent=top)
    return top, middle, goals.key_indicator(goals.contract(), parent=middle)


@pytest.fixture
def line(cast, cascade):
    """Budi's result serves the UPTD's indicator; Ani's supports Budi's."""
    theirs = agreement(cast.budi.assignment, cast.citra.assignment, "in_force", results=1).results.get()
    goals.aligned(theirs, cascade[2])
    own = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1).results.get()
    own.supports = theirs
    own.save()
    return theirs, own


def test_the_tree_begins_with_what_supports_nothing_and_the_reader_may_read(cast, cascade, sign_in, today):
    goals.key_indicator(goals.contract("lpg/dinsos/", state="draft"))

    assert list(tree.tops(cast.ani.actor, 2026)) == [cascade[0]]
    assert list(tree.tops(cast.ani.actor, 2026, "lpg/bapenda/")) == []
    page = sign_in(cast.ani).get(at("tree")).content.decode()
    assert "Indikator lpg 1" in page
    assert "1 indikator unit, 0 hasil kerja pegawai" in page
    assert "Belum ada sasaran" in sign_in(cast.ani).get(at("tree"), {"year": "2020"}).content.decode()


def test_an_indicator_shows_what_is_above_and_two_levels_below(cast, cascade, sign_in, today):
    top, middle, low = cascade

    nodes = tree.below(top, cast.ani.actor)
    assert [(node.indicator, [leaf.indicator for leaf in node.below]) for node in nodes] == [(middle, [low])]
    assert tree.above(tree.indicator(low.pk)) == [top, middle]
    page = sign_in(cast.ani).get(at("indicator", middle.pk)).content.decode()
    assert page.index("Indikator lpg 1") < page.index("Indikator samsat 1")
    assert "Ini sasaran teratas" in sign_in(cast.ani).get(at("indicator", top.pk)).content.decode()


def test_a_draft_is_not_in_the_tree_of_others(cast, cascade, sign_in, today):
    type(cascade[2].contract).objects.filter(pk=cascade[2].contract_id).update(state="draft", set_at=None)

    assert tree.below(cascade[1], cast.dewi.actor) == []
    assert [node.indicator for node in tree.below(cascade[1], cast.ani.actor)] == [cascade[2]]
    assert sign_in(cast.dewi).get(at("indicator", cascade[2].pk)).status_code == 403


def test_people_are_named_only_to_those_who_read_the_agreement(cast, cascade, line, sign_in, today):
    pages = {
        who: sign_in(getattr(cast, who)).get(at("indicator", cascade[2].pk)).content.decode()
        for who in ("citra", "dewi")
    }

    assert ">Hasil kerja 1</a>" in pages["citra"]
    assert "Budi ·" in pages["citra"]
    assert "Budi" not in pages["dewi"]
    assert "1 hasil kerja pegawai lain, yang SKP-nya tidak dapat Anda baca." in pages["dewi"]


def test_results_of_ended_agreements_do_not_stand(cast, cascade, line):
    line[0].agreement.state = "replaced"
    line[0].agreement.save()

    readable, total = tree.results_for(cascade[2], cast.citra.actor)

    assert (list(readable), total) == ([], 0)
    assert [row.results for row in tree.tops(cast.citra.actor, 2026)] == [0]


def test_a_result_shows_its_line_up_to_the_province(cast, cascade, line, sign_in, today):
    theirs, own = line

    steps = tree.line_of(tree.result(own.pk), cast.ani.actor)

    assert [(step.title, step.person) for step in steps] == [
        ("Indikator lpg 1", ""), ("Indikator bapenda 1", ""), ("Indikator samsat 1", ""),
        ("Hasil kerja 1", ""), ("Hasil kerja 1", "Ani"),
    ]  # fmt: skip
    assert [step.person for step in tree.line_of(tree.result(own.pk), cast.budi.actor)][-2:] == ["Budi", "Ani"]
    page = sign_in(cast.ani).get(at("line", own.pk)).content.decode()
    assert "Mendukung hasil kerja pimpinan:" in page
    assert at("line", theirs.pk) not in page
    above = sign_in(cast.budi).get(at("line", own.pk)).content.decode()
    assert at("line", theirs.pk) in above
    assert "Ani ·" in sign_in(cast.budi).get(at("line", theirs.pk)).content.decode()


def test_the_line_begins_at_the_nearest_result_that_serves_an_indicator(cast, cascade, line):
    goals.aligned(line[1], cascade[1])

    steps = tree.line_of(tree.result(line[1].pk), cast.ani.actor)

    assert [step.title for step in steps] == ["Indikator lpg 1", "Indikator bapenda 1", "Hasil kerja 1"]


def test_a_result_without_a_line_stands_alone_with_the_words_of_the_form(cast, sign_in, today):
    own = agreement(cast.ani.assignment, cast.budi.assignment, results=1).results.get()
    own.supported_result = "Mutu layanan naik"
    own.save()

    assert [step.title for step in tree.line_of(tree.result(own.pk), cast.ani.actor)] == ["Hasil kerja 1"]
    assert "Mutu layanan naik" in sign_in(cast.ani).get(at("line", own.pk)).content.decode()


@pytest.mark.parametrize(
    ("name", "method", "expected"),
    [("line", "get", [200, 200, 200, 403, 200, 403, 200]), ("align", "post", [302, 302, 403, 403, 403, 403, 403])],
)
def test_who_reads_and_who_draws_the_line(cast, line, sign_in, today, name, method, expected):
    own = line[1]

    assert [getattr(sign_in(who), method)(at(name, own.pk), {"indicator": ""}).status_code for who in cast] == expected


def test_align_serves_an_indicator_of_the_own_unit_or_above(cast, cascade, line, sign_in, today):
    own, client = line[1], sign_in(cast.ani)
    stranger = goals.key_indicator(goals.contract("lpg/dinsos/"))

    client.post(at("align", own.pk), {"indicator": cascade[1].pk})
    assert AlignedResult.objects.get(result=own).indicator == cascade[1]
    assert tree.served_by(own) == cascade[1].pk
    assert client.post(at("align", own.pk), {"indicator": stranger.pk}).status_code == 422
    client.post(at("align", own.pk), {"indicator": ""})

    assert not AlignedResult.objects.filter(result=own).exists()
    assert Event.objects.filter(name="planning.align").count() == 2


def test_the_pages_take_the_same_queries_however_many(cast, cascade, line, sign_in, today, django_assert_num_queries):
    client = sign_in(cast.budi)
    for more in (0, 3):
        for number in range(more):
            own = post(f"Pegawai {number}", "lpg/bapenda/samsat/")
            result = agreement(own, cast.budi.assignment, "in_force", results=1).results.get()
            result.supports = line[0]
            result.save()
            goals.aligned(result, cascade[2])
            goals.key_indicator(cascade[2].contract, 10 + number, cascade[1])
        with django_assert_num_queries(10):
            client.get(at("indicator", cascade[2].pk))
        with django_assert_num_queries(9):
            client.get(at("indicator", cascade[1].pk))
        with django_assert_num_queries(12):
            client.get(at("line", line[0].pk))
