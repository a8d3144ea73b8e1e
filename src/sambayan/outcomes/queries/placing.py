"""Where people stand in the nine boxes: final yearly results with an imported score of potential."""

from collections import Counter
from dataclasses import dataclass

from sambayan.cycles.models import EvaluationPeriod
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import EvaluationState, Predicate
from sambayan.outcomes.models import PotentialScore
from sambayan.outcomes.rules import Performance, Potential, box_of
from sambayan.regulations import catalogue
from sambayan.regulations.rows import NineBox


@dataclass(frozen=True)
class NineBoxPage:
    """The board with counts, the people of the chosen box, and who has no score of potential yet."""

    rows: list[tuple[Performance, list[tuple[NineBox, int]]]]
    columns: list[Potential]
    people: list[PerformanceEvaluation]
    chosen: NineBox | None
    unplaced: int


def nine_box_page(period: EvaluationPeriod, chosen: int | None) -> NineBoxPage:
    """Everybody with a final result in this period and a score of potential of its year: two queries.

    Source: PermenPANRB 3/2020.
    """
    scores = dict(PotentialScore.objects.filter(year=period.to_date.year).values_list("employee_id", "potential"))
    final = PerformanceEvaluation.objects.filter(period=period, state=EvaluationState.FINAL.value)
    placed: list[tuple[PerformanceEvaluation, int]] = []
    unplaced = 0
    for row in final.select_related("employee", "unit").order_by("employee__name", "pk"):
        if row.employee_id not in scores:
            unplaced += 1
            continue
        placed.append((row, box_of(Predicate(row.predicate), Potential(scores[row.employee_id])).box))
    tally = Counter(box for _row, box in placed)
    boxes = {(row.performance, row.potential): row for row in catalogue.nine_boxes()}
    return NineBoxPage(
        rows=[
            (each, [(boxes[each, potential], tally[boxes[each, potential].box]) for potential in Potential])
            for each in Performance
        ],
        columns=list(Potential),
        people=[row for row, box in placed if box == chosen][:200],
        chosen=next((row for row in catalogue.nine_boxes() if row.box == chosen), None),
        unplaced=unplaced,
    )
