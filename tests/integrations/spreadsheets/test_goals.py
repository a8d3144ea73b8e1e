"""Reading files of key indicators."""

import pytest

from sambayan.integrations.spreadsheets.goals import read_goals
from sambayan.integrations.spreadsheets.reading import read_table

HEAD = "NO;SASARAN;IKU;TARGET;ARAH;PERSPEKTIF;NOMOR INDUK\n"


def read(lines: str, numbers=()):
    return read_goals(read_table((HEAD + lines).encode(), "iku.csv"), "Bapenda", dict.fromkeys(numbers, 1))


def codes(sheet) -> list[str]:
    return [problem.code for line in sheet.lines for problem in line.problems]


def test_a_line_becomes_words_of_an_indicator():
    line = read("2.;Warga puas;Indeks;82;Makin tinggi makin baik;penerima layanan;1.0\n", [1]).lines[0]

    assert line.key == "2"
    assert line.values == {
        "goal": "Warga puas", "name": "Indeks", "target": "82", "measurement_unit": "", "direction": "higher",
        "perspective": "service_recipient", "parent": "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "numbers", "found"),
    [
        ("0;a;b;1;;;\n", [], ["goal_number"]),
        ("1000;a;b;1;;;\n", [], ["goal_number"]),
        ("9" * 5000 + ";a;b;1;;;\n", [], ["goal_number"]),
        ("1;a;b;1;;;\n1;c;d;2;;;\n", [], ["goal_twice"]),
        ("1;a;b;1;;;3\n", [], ["goal_nothing_above"]),
        ("1;a;b;1;;;3\n", [1, 2], ["goal_parent_unknown"]),
        ("1;a;b;1;naik;;\n", [], ["cell_choice"]),
        ("1;a;b;1;;;tiga\n", [3], ["goal_number"]),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(lines, numbers, found):
    assert codes(read(lines, numbers)) == found
