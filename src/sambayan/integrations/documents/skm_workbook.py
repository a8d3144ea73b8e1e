"""The processing sheet of a survey with real formulas: rows = respondents, columns = elements."""

import io
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from sambayan.surveys.rules import ServiceGrade, elements_used

from .skm_view import element_name

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from .skm_report import SurveyReport

TITLE_ROW, HEADER_ROW, FIRST_ROW = 0, 2, 3
_TAPIS, _ACCENT, _PAPER = "#42111B", "#0B5A60", "#F3EFE8"


def workbook_bytes(report: "SurveyReport", words: Mapping[str, str]) -> bytes:
    """An XLSX file; computed values are stored beside the formulas, texts are never read as formulas."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": words["title"].format(unit=report.unit, period=report.period)})
        _Processing(book, report, words).write()
        _about(book, report, words)
    return memory.getvalue()


class _Processing:
    """The sheet under construction: columns of the elements used, rows of respondents, figures below."""

    def __init__(self, book: "Workbook", report: "SurveyReport", words: Mapping[str, str]) -> None:
        self.report = report
        self.words = words
        self.sheet = book.add_worksheet(words["sheet_processing"])
        self.bold = book.add_format({"bold": True, "font_color": _TAPIS, "font_size": 14})
        white_on_accent = {"bg_color": _ACCENT, "font_color": "#FFFFFF"}
        self.head = book.add_format({**white_on_accent, "bold": True, "text_wrap": True, "valign": "top"})
        self.name = book.add_format({"bold": True, "bg_color": _PAPER})
        self.whole = book.add_format({"bg_color": _PAPER, "num_format": "0"})
        self.exact = book.add_format({"bg_color": _PAPER, "num_format": "0.0000"})
        self.index = book.add_format({"bold": True, "bg_color": _PAPER, "num_format": "0.00"})
        self.used = elements_used(report.elements, report.figures.cost_mode)
        self.last = FIRST_ROW + max(len(report.answers), 1) - 1

    def write(self) -> None:
        """Answers, then the figures under them."""
        self._answers()
        self._element_figures()
        self._unit_figures()
        self.sheet.freeze_panes(FIRST_ROW, 1)
        self.sheet.set_column(0, 0, 36)
        self.sheet.set_column(1, len(self.used), 15)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADER_ROW)

    def _answers(self) -> None:
        title = self.words["title"].format(unit=self.report.unit, period=self.report.period)
        self.sheet.write_string(TITLE_ROW, 0, title, self.bold)
        self.sheet.write_string(HEADER_ROW, 0, self.words["sheet_respondent"], self.head)
        for column, code in enumerate(self.used, start=1):
            self.sheet.write_string(HEADER_ROW, column, element_name(code, self.report.language), self.head)
        places = [self.report.elements.index(code) for code in self.used]
        for number, answers in enumerate(self.report.answers, start=1):
            self.sheet.write_number(FIRST_ROW + number - 1, 0, number)
            for column, place in enumerate(places, start=1):
                answer = answers[place]
                if answer is not None:
                    self.sheet.write_number(FIRST_ROW + number - 1, column, answer)

    def _element_figures(self) -> None:
        """Sum, n, mean and weighted mean of each element."""
        row = self.last + 1
        keys = ("sheet_sum", "sheet_n", "sheet_mean", "sheet_weighted")
        for step, key in enumerate(keys):
            self.sheet.write_string(row + step, 0, self.words[key], self.name)
        divisor = xl_rowcol_to_cell(row + 4, 1, row_abs=True, col_abs=True)
        k = self.report.figures.elements_used
        for column, code in enumerate(self.used, start=1):
            letter = xl_col_to_name(column)
            cells = f"{letter}{FIRST_ROW + 1}:{letter}{self.last + 1}"
            figure = self.report.figures.element(code)
            mean = "" if figure.mean is None else float(figure.mean)
            weighted = "" if figure.mean is None else float(figure.mean / k)
            total, n, nrr = (xl_rowcol_to_cell(row + step, column) for step in range(3))
            self._formula(row, column, f"=SUM({cells})", figure.sum, self.whole)
            self._formula(row + 1, column, f"=COUNT({cells})", figure.n, self.whole)
            self._formula(row + 2, column, f'=IF({n}=0,"",{total}/{n})', mean, self.exact)
            self._formula(row + 3, column, f'=IF({nrr}="","",{nrr}/{divisor})', weighted, self.exact)

    def _unit_figures(self) -> None:
        """k, survey score, index and grade of the unit."""
        row = self.last + 5
        figures = self.report.figures
        keys = ("sheet_k", "sheet_score", "sheet_index", "sheet_grade")
        for step, key in enumerate(keys):
            self.sheet.write_string(row + step, 0, self.words[key], self.name)
        last = xl_col_to_name(max(len(self.used), 1))
        k, score, index = (f"B{row + step + 1}" for step in range(3))
        n_cells = f"B{row - 2}:{last}{row - 2}"
        grades = f'"{ServiceGrade.D}"'
        for grade in (ServiceGrade.C, ServiceGrade.B, ServiceGrade.A):
            grades = f'IF({index}>={grade.index_from:f},"{grade}",{grades})'
        self._formula(row, 1, f'=COUNTIF({n_cells},">0")', figures.elements_used, self.whole)
        score_formula = f'=IF({k}=0,"",SUM(B{row}:{last}{row}))'
        self._formula(row + 1, 1, score_formula, _number(figures.survey_score), self.exact)
        index_formula = f'=IF({score}="","",ROUND({score}*25,2))'
        self._formula(row + 2, 1, index_formula, _number(figures.satisfaction_index), self.index)
        self._formula(row + 3, 1, f'=IF({index}="","",{grades})', figures.service_grade or "", self.index)

    def _formula(self, row: int, column: int, formula: str, value: float | str, look: "Format") -> None:
        self.sheet.write_formula(row, column, formula, look, value)


def _number(value: Fraction | Decimal | None) -> float | str:
    return "" if value is None else float(value)


def _about(book: "Workbook", report: "SurveyReport", words: Mapping[str, str]) -> None:
    """Names, method and remarks as plain texts."""
    sheet: Worksheet = book.add_worksheet(words["sheet_about"])
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    rows = [
        (words["unit"], report.unit),
        (words["period"], report.period),
        (words["source_file"], report.source_file),
        (words["cost_mode"], words[f"cost_{report.figures.cost_mode}"]),
        (words["appendix"], words["basis"]),
        *(("", words[key]) for key in ("method_missing", "method_grade", "method_interval")),
        *(("", note) for note in report.notes),
    ]
    for row, (name, text) in enumerate(rows):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrap)
