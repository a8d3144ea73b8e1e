"""The goals of the demo: what offices promise, how it cascades, who plays which part, and what is measured."""

from datetime import date
from typing import Any

from sambayan.audit.actions import Entry, record, record_all
from sambayan.config.demo.agreements import Plan
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.people.models import Team
from sambayan.planning.actions.live import freeze
from sambayan.planning.actions.matrix import consent, open_matrix
from sambayan.planning.models import (
    AlignedResult,
    IndicatorBinding,
    IndividualIndicator,
    KeyIndicator,
    MatrixColumn,
    MatrixRow,
    PerformanceContract,
    PlannedResult,
    RoleResultCell,
    RoleResultMatrix,
    StrategicPlan,
)
from sambayan.planning.queries.matrix import Place
from sambayan.planning.rules import ResultOrigin
from sambayan.planning.rules.goals import ContractState
from sambayan.planning.rules.matrix import NO_ROLE, ColumnSource
from sambayan.surveys.models import Service

_BATCH = 500
_HEADS_INDICATOR = "Nilai survei kepuasan masyarakat unit"
Indicators = dict[str, dict[int, KeyIndicator]]


def build(stage: Stage, plans: list[Plan]) -> int:
    """Store goals, cascade, matrix and bindings of the running year; how many key indicators there are."""
    running = [plan for plan in plans if plan.agreement.cycle.year == stage.line.running.year]
    indicators = _contracts(stage)
    _cascade(running)
    _serve(stage, running, indicators)
    _matrix(stage, running, indicators)
    _team_matrix(stage)
    _bind(stage, running)
    return sum(len(rows) for rows in indicators.values())


def _contracts(stage: Stage) -> Indicators:
    year, tables = stage.line.running.year, table("goals.yaml")
    top, set_at = stage.units["lpg"], stage.line.at(date(year, 1, 12), 9)
    plan = StrategicPlan.objects.create(
        agency=top.agency,
        title=tables["strategy"]["title"],
        first_year=year - 1,
        last_year=year - 2 + tables["strategy"]["years"],
    )
    found: Indicators = {}
    for row in tables["contracts"]:
        unit = stage.units[row["unit"]]
        contract = PerformanceContract.objects.create(
            unit=unit,
            cycle=stage.cycles[year],
            plan=plan,
            title=f"Perjanjian kinerja {unit.name}",
            state=ContractState.SET,
            set_at=set_at,
        )
        head = stage.actor(stage.heads[unit.pk].employee)
        record("planning.set_contract", contract, by=head, at=set_at, after={"state": ContractState.SET.value})
        found[row["unit"]] = {
            number: _indicator(contract, number, words, found)
            for number, words in enumerate(row["indicators"], start=1)
        }
    return found


def _indicator(contract: PerformanceContract, number: int, row: dict[str, Any], above: Indicators) -> KeyIndicator:
    code, _slash, parent = row.get("supports", "").partition("/")
    made = KeyIndicator.objects.create(
        contract=contract,
        number=number,
        parent=above[code][int(parent)] if code else None,
        **{name: row[name] for name in ("goal", "name", "target", "measurement_unit", "direction", "perspective")},
    )
    if "measure" in row:
        service = Service.objects.filter(code=row.get("service", "")).first()
        unit = None if service else contract.unit
        IndicatorBinding.objects.create(key=made, measure=row["measure"], service=service, unit=unit)
    return made


def _cascade(plans: list[Plan]) -> None:
    """Whoever supports a result of the appraiser by its words is linked with it."""
    results = {(plan.holder.employee.pk, result.title): result for plan in plans for result in plan.results}
    linked = []
    for plan in plans:
        for result in plan.results:
            result.supports = results.get((plan.appraiser.employee.pk, result.supported_result))
            linked += [result] if result.supports else []
    PlannedResult.objects.bulk_update(linked, ["supports"], batch_size=_BATCH)


def _serve(stage: Stage, plans: list[Plan], indicators: Indicators) -> None:
    serves = table("goals.yaml")["serves"]
    AlignedResult.objects.bulk_create(
        (
            AlignedResult(result=result, indicator=served)
            for plan in plans
            for result in plan.results
            if (served := indicators.get(plan.holder.unit.code, {}).get(serves.get(result.title, 0)))
        ),
        batch_size=_BATCH,
    )


def _matrix(stage: Stage, plans: list[Plan], indicators: Indicators) -> None:
    """The filled matrix of one unit: roles that stand in agreements, one that waits for a revision, some without."""
    told = table("goals.yaml")["matrix"]
    unit, serves = stage.units[told["unit"]], table("goals.yaml")["serves"]
    head, at = stage.heads[unit.pk], stage.line.at(date(stage.line.running.year, 1, 14), 10)
    matrix = RoleResultMatrix.objects.create(
        cycle=stage.cycles[stage.line.running.year],
        unit=unit,
        leader=head.employee,
        leader_title=head.position.title,
        source=ColumnSource.INDICATORS,
        refreshed_at=at,
    )
    record("planning.open_matrix", matrix, by=stage.actor(head.employee), at=at)
    columns = {
        number: MatrixColumn.objects.create(matrix=matrix, number=number, text=row.name, indicator=row)
        for number, row in indicators[told["unit"]].items()
    }
    cells: list[RoleResultCell] = []
    for plan in plans:
        if plan.holder.unit.pk == unit.pk and not plan.holder.position.is_head:
            row = MatrixRow.objects.create(
                matrix=matrix, employee=plan.holder.employee, title=plan.holder.position.title
            )
            cells += _cells(row, columns, {serves.get(result.title): result for result in plan.results}, told["waits"])
    for cell in cells:
        cell.changed_by, cell.changed_at = head.employee.name, at
    RoleResultCell.objects.bulk_create(cells, batch_size=_BATCH)
    given = [cell.result for cell in cells if cell.result]
    for result in given:
        result.origin, result.assigned_by = ResultOrigin.MATRIX, head.position.title
    PlannedResult.objects.bulk_update(given, ["origin", "assigned_by"], batch_size=_BATCH)
    writes = (Entry("planning.write_role", matrix, after={"role": cell.text}) for cell in cells if cell.result)
    record_all(writes, by=stage.actor(head.employee), at=at)


def _team_matrix(stage: Stage) -> None:
    """The matrix of the team the official leads, across units: the appraisers of its members have to agree first."""
    lead, at = stage.by_persona["official"], stage.line.at(date(stage.line.running.year, 2, 3), 9)
    team = Team.objects.filter(members__employee=lead.employee, members__is_lead=True).first()
    if team is None:  # a small province has no teams
        return
    place = Place(team.unit, team, lead.employee, team.name)
    cycle, by = stage.cycles[stage.line.running.year], stage.actor(lead.employee)
    matrix = open_matrix(place, cycle, source=ColumnSource.RESULTS, by=by, at=at)
    column = matrix.columns.order_by("number").first()
    rows = list(matrix.rows.order_by("pk"))
    cells = [
        RoleResultCell(row=row, column=column, text=text, changed_by=lead.employee.name, changed_at=at)
        for row, text in zip(rows, table("goals.yaml")["team"], strict=False)
    ]
    RoleResultCell.objects.bulk_create(cells)
    for row in rows[:1]:
        if row.appraiser is not None:
            consent(row, by=stage.actor(row.appraiser), at=stage.line.at(date(stage.line.running.year, 2, 4), 8))


def _cells(
    row: MatrixRow, columns: dict[int, MatrixColumn], results: dict[Any, PlannedResult], waits: str
) -> list[RoleResultCell]:
    cells = []
    for number, column in columns.items():
        result = results.get(number)
        is_budget = number == max(columns)
        text = result.title if result else waits if is_budget and row.title.startswith("Kepala") else NO_ROLE
        cells.append(RoleResultCell(row=row, column=column, text=text, result=result))
    return cells


def _bind(stage: Stage, plans: list[Plan]) -> None:
    """Heads take the survey index of their unit; the official an element of the survey, frozen where rated."""
    heads = [plan for plan in plans if plan.holder.position.is_head]
    by_agreement = {plan.agreement.pk: plan.holder.unit for plan in heads}
    rows = IndividualIndicator.objects.filter(name=_HEADS_INDICATOR, result__agreement__in=by_agreement)
    IndicatorBinding.objects.bulk_create(
        (
            IndicatorBinding(individual=row, measure="satisfaction_unit", unit=by_agreement[row.result.agreement_id])
            for row in rows.select_related("result").order_by("pk")
        ),
        batch_size=_BATCH,
    )
    for plan in plans:
        if plan.holder.persona in ("official", "appraiser"):
            _bind_persona(stage, plan)


def _bind_persona(stage: Stage, plan: Plan) -> None:
    told = table("goals.yaml")["bound"]
    if plan.holder.persona == "official":
        words = {name: told[name] for name in ("name", "target", "measurement_unit", "aspect")}
        indicator = IndividualIndicator.objects.create(result=plan.results[0], number=2, **words)
        service = Service.objects.get(code=told["service"])
        IndicatorBinding.objects.create(
            individual=indicator, measure=told["measure"], service=service, part=told["part"]
        )
    for quarter in stage.line.evaluated[:-1]:
        if quarter.year == plan.agreement.cycle.year:
            freeze(plan.agreement, stage.periods[quarter], at=stage.line.at(quarter.next.first, 9))
