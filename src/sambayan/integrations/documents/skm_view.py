"""What the printed survey report shows: every number already a text, charts as shares of a width."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sambayan.regulations import catalogue
from sambayan.regulations.rows import Mark
from sambayan.surveys.rules import (
    DEFAULT_LIMITS,
    ElementFigure,
    Gate,
    Interval,
    ServiceGrade,
    gate,
    grade_of,
    half_up,
    sample_size,
)

if TYPE_CHECKING:
    from .skm_report import SurveyReport

LOWEST, SHORT_LOWEST, HIGHEST = 25, 60, 100
DASH = "–"


def report_view(report: "SurveyReport", words: Mapping[str, str]) -> dict[str, object]:
    """JSON-ready values for the template; `words` are the words of the report's language."""
    figures, language = report.figures, report.language
    base = _base([figure.interval for figure in figures.elements] + [figures.interval], figures.elements)
    interval = _interval(figures.interval, language) or words["no_interval"]
    index = text_of(figures.satisfaction_index, language)
    return {
        "language": language,
        "words": dict(words),
        "title": words["title"].format(unit=report.unit, period=report.period),
        "unit": report.unit,
        "period": report.period,
        "has_figure": figures.satisfaction_index is not None,
        "index": index,
        "class": _class(report, words),
        "facts": [
            [words["respondents"], text_of(figures.n, language)],
            [words["interval"], _interval(figures.interval, language) or DASH],
            [words["score"], text_of(_score(figures.survey_score), language)],
        ],
        "ruler": {**_bar(figures.satisfaction_index, figures.interval, base), "zones": _zones(base)},
        "ruler_alt": words["ruler_alt"].format(index=index, interval=interval),
        "scale_note": words["scale_note"].format(base=base),
        "collection": _collection(report, words),
        "elements": [_element(figure, base, report, words) for figure in figures.elements],
        "formula": _formula(report, words),
        "lowest": _names(figures.lowest_elements, language),
        "highest": _names(figures.highest_elements, language),
        "printed": _printed(report, words),
        "conclusion": _conclusion(report, words, index, interval),
        "notes": [note[:1].upper() + note[1:] for note in report.notes],
        "footnotes": _footnotes(language),
    }


def text_of(value: Decimal | int | None, language: str) -> str:
    """A number as people of the language write it; a dash for none."""
    if value is None:
        return DASH
    text = f"{value:,}" if isinstance(value, int) else f"{value:,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def element_name(code: str, language: str) -> str:
    """The name of an element; the code itself for u1.. whose order was not declared."""
    for element in catalogue.survey_instrument().elements:
        if element.code == code:
            return element.name_indonesian if language == "id" else element.name_english
    return code.upper()


def _class(report: "SurveyReport", words: Mapping[str, str]) -> dict[str, object]:
    """Letter and word of the class, whether it is certain, and why it may be missing."""
    figures = report.figures
    shown = gate(figures.n)
    if shown is not Gate.FULL or figures.service_grade is None:
        key = "class_few_why" if shown is Gate.SHOWN_WITHOUT_CLASS else "class_hidden_why"
        why = words[key].format(show=DEFAULT_LIMITS.show, compare=DEFAULT_LIMITS.compare)
        return {"letter": DASH, "label": "", "state": "hidden", "why": why}
    label = figures.service_grade.label if report.language == "id" else figures.service_grade.label_english
    if figures.class_certain or figures.interval is None:
        why = words["class_certain_why"]
        return {"letter": figures.service_grade, "label": label, "state": "certain", "why": why}
    low, high = grade_of(figures.interval.low), grade_of(figures.interval.high)
    why = words["class_uncertain_why"].format(low=low, high=high)
    return {"letter": f"{low}/{high}", "label": words["class_uncertain"], "state": "uncertain", "why": why}


def _footnotes(language: str) -> list[str]:
    """The source of each unverified or local number in the report. Source: handbook of the domain, section 2."""
    rows = [catalogue.settings()[f"min_respondents_{name}"] for name in ("show", "compare")]
    return [
        f"{row.label_indonesian if language == 'id' else row.label_english}: {row.value} "
        f"({row.source.text}) [{row.source.mark}]"
        for row in rows
        if row.source.mark in (Mark.UNVERIFIED, Mark.LOCAL_POLICY)
    ]


def _collection(report: "SurveyReport", words: Mapping[str, str]) -> list[list[str]]:
    figures, language = report.figures, report.language
    rows = [
        [words["source_file"], report.source_file],
        [words["n_row"], text_of(figures.n, language)],
    ]
    if figures.skipped:
        rows.append([words["skipped"], text_of(figures.skipped, language)])
    if report.population is None:
        rows.append([words["population"], words["population_unknown"]])
    else:
        rows.append([words["population"], text_of(report.population, language)])
        rows.append([words["sample_needed"], text_of(sample_size(report.population), language)])
    rows.append([words["cost_mode"], words[f"cost_{figures.cost_mode}"]])
    return rows


def _element(figure: ElementFigure, base: int, report: "SurveyReport", words: Mapping[str, str]) -> dict[str, object]:
    language = report.language
    name, index = element_name(figure.code, language), text_of(figure.index, language)
    interval = _interval(figure.interval, language) or words["none"]
    has_class = gate(figure.n) is Gate.FULL
    return {
        "name": name,
        "n": text_of(figure.n, language),
        "mean": text_of(_score(figure.mean), language),
        "index": index,
        "grade": figure.grade if has_class and figure.grade else DASH,
        "bar": _bar(figure.index, figure.interval, base),
        "alt": words["element_alt"].format(name=name, index=index, interval=interval),
    }


def _formula(report: "SurveyReport", words: Mapping[str, str]) -> dict[str, object]:
    figures, language = report.figures, report.language
    means = [figure.mean for figure in figures.elements if figure.mean is not None]
    return {
        "means": [text_of(_score(mean), language) for mean in means],
        "k": figures.elements_used,
        "score": text_of(_score(figures.survey_score), language),
        "index": text_of(figures.satisfaction_index, language),
        "note": words["formula_note"].format(k=figures.elements_used),
    }


def _printed(report: "SurveyReport", words: Mapping[str, str]) -> str:
    figures, language = report.figures, report.language
    if not figures.elements_used:
        return ""
    cut = {places: Decimal(10**places // figures.elements_used).scaleb(-places) for places in (2, 3)}
    return words["printed_text"].format(
        w2=text_of(cut[2], language),
        p2=text_of(figures.as_usually_printed["0.11"], language),
        w3=text_of(cut[3], language),
        p3=text_of(figures.as_usually_printed["0.111"], language),
    )


def _conclusion(report: "SurveyReport", words: Mapping[str, str], index: str, interval: str) -> str:
    figures, language = report.figures, report.language
    grade = figures.service_grade
    if grade is None:
        return words["no_figure_why"]
    certainty = words["conclusion_no_class"]
    if gate(figures.n) is Gate.FULL:
        certainty = words["conclusion_class"].format(
            grade=grade,
            label=grade.label if language == "id" else grade.label_english,
            certainty=words["class_certain" if figures.class_certain else "class_uncertain"],
        )
    return words["conclusion"].format(
        unit=report.unit,
        period=report.period,
        index=index,
        n=text_of(figures.n, language),
        interval=interval,
        certainty=certainty,
    )


def _names(codes: Sequence[str], language: str) -> list[str]:
    return [element_name(code, language) for code in codes]


def _score(value: Fraction | None) -> Decimal | None:
    return None if value is None else half_up(value, 4)


def _interval(interval: Interval | None, language: str) -> str:
    if interval is None:
        return ""
    return f"{text_of(interval.low, language)}–{text_of(interval.high, language)}"


def _base(intervals: Sequence[Interval | None], elements: Sequence[ElementFigure]) -> int:
    """Left end of all charts: 60, or 25 when something lies below 60."""
    shown = [interval.low for interval in intervals if interval is not None]
    shown += [element.index for element in elements if element.index is not None]
    return SHORT_LOWEST if all(value >= SHORT_LOWEST for value in shown) else LOWEST


def _place(value: Decimal, base: int) -> float:
    """Share of the width at which a value lies."""
    return round(float((value - base) / (HIGHEST - base)), 4)


def _bar(value: Decimal | None, interval: Interval | None, base: int) -> dict[str, float | None]:
    return {
        "value": None if value is None else _place(value, base),
        "low": None if interval is None else _place(interval.low, base),
        "high": None if interval is None else _place(interval.high, base),
    }


def _zones(base: int) -> list[dict[str, object]]:
    """The four classes from D to A as parts of the width."""
    starts = [(grade, max(grade.index_from, Decimal(base))) for grade in reversed(ServiceGrade)]
    ends = [start for _, start in starts[1:]] + [Decimal(HIGHEST)]
    return [
        {
            "letter": grade,
            "from": _place(start, base),
            "to": _place(end, base),
            "border": f"{grade.index_from:f}",
        }
        for (grade, start), end in zip(starts, ends, strict=True)
    ]
