"""`sambayan skm ...`: index, sample, report."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .messages import CommandError, Words
from .options import argument, command, json_flag, option, required_option
from .output import number, write_json, write_pairs, write_table
from .parsing import choice, filled, whole_number

if TYPE_CHECKING:
    from sambayan.integrations.spreadsheets.answers import AnswerSheet
    from sambayan.surveys.rules import SurveyFigures

MOST_PEOPLE = 1_000_000_000


def commands(words: Words) -> list[click.Command]:
    """The commands of this group."""
    answers = argument("answers", "ANSWERS")
    choices = [
        option("--elements", words, metavar="list|form|CODE,..."),
        option("--cost-mode", words, metavar="MODE", default="tariff"),
        option("--population", words, metavar="N"),
    ]
    named = [
        required_option("--unit", words, metavar="NAME"),
        required_option("--period", words, metavar="TEXT"),
        required_option("--out", words, metavar="DIR"),
    ]
    sample = argument("population", "POPULATION")
    return [
        command("index", words, skm_index, [answers, *choices, json_flag(words)]),
        command("sample", words, skm_sample, [sample, json_flag(words)]),
        command("report", words, skm_report, [answers, *named, *choices]),
    ]


def skm_index(
    words: Words, answers: str, elements: str | None, cost_mode: str, population: str | None, *, as_json: bool
) -> None:
    """Compute the index of a file."""
    survey = _compute(words, answers, _Choices(elements, cost_mode, population))
    if as_json:
        from sambayan.integrations.documents.skm_figures import figures_json  # noqa: PLC0415

        write_json({**figures_json(survey.figures), "warnings": list(survey.warnings)})
        return
    _write_figures(survey, words)


def skm_sample(words: Words, population: str, *, as_json: bool) -> None:
    """Respondents needed."""
    from sambayan.surveys.rules import sample_size  # noqa: PLC0415

    people = whole_number(population, "population", low=1, high=MOST_PEOPLE)
    size = sample_size(people)
    if as_json:
        write_json({"population": people, "sample": size})
        return
    write_pairs([(words("sample.population"), number(people, words)), (words("sample.sample"), number(size, words))])


def skm_report(
    words: Words,
    answers: str,
    elements: str | None,
    cost_mode: str,
    population: str | None,
    **names: str,
) -> None:
    """Write the three documents."""
    from sambayan.integrations.documents.skm_report import SurveyReport, write_report  # noqa: PLC0415

    unit, period = filled(names["unit"], "unit"), filled(names["period"], "period")
    survey = _compute(words, answers, _Choices(elements, cost_mode, population))
    report = SurveyReport(
        unit=unit,
        period=period,
        figures=survey.figures,
        answers=[row.answers for row in survey.sheet.rows],
        elements=survey.sheet.elements,
        population=survey.population,
        source_file=Path(answers).name,
        notes=survey.warnings,
        language=words.language,
    )
    try:
        paths = write_report(report, Path(names["out"]))
    except OSError as error:
        raise CommandError("error.folder", folder=names["out"]) from error
    for path in paths:
        click.echo(words("report.written", path=path))


@dataclass(frozen=True, slots=True)
class _Survey:
    """A file that was read and computed."""

    sheet: "AnswerSheet"
    figures: "SurveyFigures"
    warnings: tuple[str, ...]
    population: int | None


@dataclass(frozen=True, slots=True)
class _Choices:
    """What was chosen beside the file, as typed."""

    elements: str | None
    cost_mode: str
    population: str | None


def _compute(words: Words, answers: str, choices: _Choices) -> _Survey:
    from sambayan.surveys.rules import CostMode, PopulationError, elements_used, index  # noqa: PLC0415

    mode = choice(choices.cost_mode, CostMode, "cost_mode")
    people = None
    if choices.population is not None:
        people = whole_number(choices.population, "population", low=1, high=MOST_PEOPLE)
    sheet = _read(words, answers, choices.elements)
    rows = [row.answers for row in sheet.rows] + [(None,) * len(sheet.elements)] * sheet.skipped
    try:
        figures = index(rows, sheet.elements, cost_mode=mode, population=people)
    except PopulationError as error:
        raise CommandError("error.population", population=error.population, n=error.at_least) from error
    remarks = [warning.text(words.language) for warning in sheet.warnings]
    if len(elements_used(sheet.elements, mode)) < len(sheet.elements):
        remarks.append(words("index.cost_left_out"))
    return _Survey(sheet, figures, tuple(remarks), people)


def _read(words: Words, answers: str, elements: str | None) -> "AnswerSheet":
    from sambayan.integrations.spreadsheets.answers import FORM_ORDER, LIST_ORDER, read_answers  # noqa: PLC0415
    from sambayan.integrations.spreadsheets.problem import SpreadsheetError  # noqa: PLC0415
    from sambayan.integrations.spreadsheets.reading import read_table  # noqa: PLC0415

    wanted: str | Sequence[str] | None = elements
    if elements is not None and elements not in (LIST_ORDER, FORM_ORDER):
        wanted = tuple(code.strip().casefold() for code in elements.split(","))
    try:
        sheet = read_answers(read_table(Path(answers)), elements=wanted)
    except SpreadsheetError as error:
        text = error.problem.text(words.language)
        raise CommandError("error.in_file", file=answers, text=text) from error
    if sheet.problems:
        text = sheet.problems[0].text(words.language)
        if len(sheet.problems) > 1:
            text = words("error.more", text=text, count=len(sheet.problems) - 1)
        raise CommandError("error.in_file", file=answers, text=text)
    return sheet


def _write_figures(survey: _Survey, words: Words) -> None:
    figures = survey.figures
    write_pairs(_headline(figures, words))
    click.echo()
    names = ("element", "n", "sum", "mean", "index", "class")
    write_table([words(f"index.{name}") for name in names], _element_rows(figures, words))
    click.echo()
    if figures.satisfaction_index is not None:
        write_pairs(
            [
                (words("index.lowest"), ", ".join(figures.lowest_elements)),
                (words("index.highest"), ", ".join(figures.highest_elements)),
            ]
        )
        printed = {"w2": figures.as_usually_printed["0.11"], "w3": figures.as_usually_printed["0.111"]}
        click.echo(words("index.formula", k=figures.elements_used))
        click.echo(words("index.printed", **{key: number(value, words) for key, value in printed.items()}))
    for warning in survey.warnings:
        click.echo(words("index.note", text=warning))


def _headline(figures: "SurveyFigures", words: Words) -> list[tuple[str, str]]:
    from sambayan.surveys.rules import half_up  # noqa: PLC0415

    score, grade = figures.survey_score, figures.service_grade
    index = figures.satisfaction_index
    label = "" if grade is None else grade.label if words.is_indonesian else grade.label_english
    return [
        (words("index.title"), words("index.none") if index is None else number(index, words)),
        (words("index.grade"), "–" if grade is None else f"{grade} ({label})"),
        (words("index.interval"), _interval(figures, words)),
        (words("index.score"), number(None if score is None else half_up(score, 4), words)),
        (
            words("index.respondents"),
            words("index.respondents_value", n=number(figures.n, words), skipped=figures.skipped),
        ),
        (words("index.cost_mode"), figures.cost_mode),
    ]


def _interval(figures: "SurveyFigures", words: Words) -> str:
    from sambayan.surveys.rules import grade_of  # noqa: PLC0415

    if figures.interval is None:
        return words("index.no_interval")
    low, high = figures.interval.low, figures.interval.high
    certainty = (
        words("index.certain")
        if figures.class_certain
        else words("index.uncertain", low_grade=grade_of(low), high_grade=grade_of(high))
    )
    return words("index.interval_value", low=number(low, words), high=number(high, words), certainty=certainty)


def _element_rows(figures: "SurveyFigures", words: Words) -> list[list[str]]:
    from sambayan.surveys.rules import half_up  # noqa: PLC0415

    return [
        [
            element.code,
            number(element.n, words),
            number(element.sum, words),
            number(None if element.mean is None else half_up(element.mean, 4), words),
            number(element.index, words),
            element.grade or "–",
        ]
        for element in figures.elements
    ]
