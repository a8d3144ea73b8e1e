"""Counts agree with the lists they open; a big office costs home no more than a small one."""

import pytest
from django.urls import reverse

from conftest import TODAY
from factories.cycles import cycle, quarter
from factories.evaluation import achievement, evaluation
from factories.people import post
from factories.planning import agreement
from sambayan.notices.rules import duties

ROW = '<th scope="row">'


@pytest.fixture
def office(cast):
    """So many people in Budi's office in every state, in two periods, besides people whom others rate."""

    def filled(people: int) -> None:
        cycle()
        for number in range(people):
            for place, state in enumerate(("open", "rated", "signed", "handed_over")):
                own = post(f"P{number}{place}", "lpg/bapenda/samsat/")
                evaluation(own, cast.budi.assignment, state)
            agreement(post(f"A{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "proposed")
            other = post(f"O{number}", f"lpg/dinsos/sub{number}/")
            evaluation(other, cast.dewi.assignment, "open")

    return filled


def counted(member) -> dict[str, int]:
    return {duty.list_url: duty.count for duty in duties(member.actor, TODAY) if duty.list_url}


@pytest.mark.parametrize("people", [1, 3])
def test_every_count_is_that_of_the_list_it_opens(office, cast, sign_in, today, people):
    office(people)
    client = sign_in(cast.budi)

    found = counted(cast.budi)

    assert len(found) == 4
    assert {url: client.get(url).content.decode().count(ROW) for url in found} == found
    assert set(found.values()) == {people}


def test_the_units_to_assess_are_those_the_page_offers(office, cast, sign_in, today):
    office(2)
    achievement(cast.unit)

    ((url, n),) = counted(cast.admin).items()

    page = sign_in(cast.admin).get(url).content.decode()
    assert (n, page.count('href="/evaluations/set-achievement/')) == (1, 1)


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("budi", 22), ("admin", 24)])
def test_home_of_a_big_office_costs_no_more(
    office, cast, sign_in, today, django_assert_num_queries, people, who, queries
):
    office(people)
    client = sign_in(getattr(cast, who))

    with django_assert_num_queries(queries):
        client.get(reverse("notices:home"))


def test_a_duty_that_stands_for_many_names_the_first(office, cast):
    office(2)

    titles = {duty.title for duty in duties(cast.budi.actor, TODAY)}

    assert {"Periksa usulan 2 SKP", "Serahkan 2 dokumen evaluasi, mulai dari P02"} <= titles


def test_the_period_of_the_list_is_that_of_the_duty(office, cast):
    office(1)
    signed = evaluation(post("Lama", "lpg/bapenda/samsat/"), cast.budi.assignment, "signed", quarter(2))

    urls = {url for url in counted(cast.budi) if "mine=signed" in url}

    assert urls == {f"/evaluations/?period={period.pk}&mine=signed" for period in (quarter(), signed.period)}
