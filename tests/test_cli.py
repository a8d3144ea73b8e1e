"""The command line: exact JSON, readable texts, one clear line and exit 2 for every wrong input."""

import io
import json
import os
import string
import subprocess
import sys
from importlib import resources

import click
import pytest

from integrations.spreadsheets.bad_files import BAD_FILES, table
from sambayan.cli import group, main, run
from sambayan.cli.group import _usage_problem
from sambayan.cli.messages import CommandError, Key, Words, catalogue

EXAMPLES = resources.files("sambayan.examples")
SEKADAU = str(EXAMPLES.joinpath("skm-sekadau-2019s1.csv"))
METRO = str(EXAMPLES.joinpath("skm-metro-pusat-2020.csv"))


@pytest.fixture
def call(capsys):
    """Run a command that works; its standard output."""

    def run_it(*arguments):
        code = run(arguments)
        out, err = capsys.readouterr()
        assert (code, err) == (0, ""), err
        return out

    return run_it


@pytest.fixture
def refused(capsys):
    """Run a command that must be refused; its one line."""

    def run_it(*arguments):
        code = run(arguments)
        out, err = capsys.readouterr()
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert err.endswith("\n")
        return err.strip()

    return run_it


@pytest.fixture
def value(call):
    return lambda *arguments: json.loads(call(*arguments, "--json"))


# ---------- skm index


def test_index_of_sekadau(value):
    found = value("skm", "index", SEKADAU)
    expected = json.loads(EXAMPLES.joinpath("skm-sekadau-2019s1.expected.json").read_text("utf-8"))["expected"]
    assert list(found) == [
        "n", "elements_used", "elements", "survey_score", "satisfaction_index", "service_grade", "interval",
        "class_certain", "as_usually_printed", "lowest_elements", "highest_elements", "skipped", "warnings",
    ]  # fmt: skip
    assert (found["n"], found["satisfaction_index"], found["service_grade"]) == (49, "78.74", "B")
    assert {code: figure["mean"] for code, figure in found["elements"].items()} == expected["element_mean"]
    assert {code: figure["sum"] for code, figure in found["elements"].items()} == expected["element_sum"]
    assert found["elements"]["u4"] == {"n": 49, "sum": 177, "mean": "3.6122", "index": "90.31", "grade": "A"}
    assert found["interval"] == {"low": "76.26", "high": "81.23", "level": "0.95", "method": "delete_one_jackknife"}
    assert found["class_certain"] is False
    assert found["as_usually_printed"] == {"0.11": "77.95", "0.111": "78.66"}
    assert (found["lowest_elements"], found["highest_elements"]) == (["u1"], ["u4"])
    assert (found["skipped"], len(found["warnings"])) == (0, 1)


def test_index_of_metro_pusat(value):
    found = value("skm", "index", METRO)
    assert (found["n"], found["satisfaction_index"], found["service_grade"]) == (13, "80.56", "B")
    assert (found["survey_score"], found["warnings"]) == ("3.2222", [])


@pytest.mark.parametrize(("order", "eighth"), [("list", "pengaduan"), ("form", "sarpras")])
def test_index_with_a_declared_order(value, order, eighth):
    found = value("skm", "index", SEKADAU, "--elements", order)
    assert list(found["elements"])[7] == eighth
    assert found["elements"][eighth]["sum"] == 143
    assert found["warnings"] == []


def test_index_with_chosen_elements(value):
    found = value("skm", "index", METRO, "--elements", "Waktu, biaya")
    assert list(found["elements"]) == ["waktu", "biaya"]
    assert found["elements_used"] == 2


def test_index_without_cost(value):
    found = value("skm", "index", METRO, "--cost-mode", "not_applicable", "--lang", "en")
    assert (found["elements_used"], "biaya" in found["elements"]) == (8, False)
    assert found["satisfaction_index"] == "80.77"
    assert found["warnings"] == ["the cost element is left out (cost mode not_applicable)"]


def test_index_with_a_population(value):
    plain, narrow = value("skm", "index", SEKADAU), value("skm", "index", SEKADAU, "--population", "60")
    assert narrow["satisfaction_index"] == plain["satisfaction_index"]
    assert float(narrow["interval"]["low"]) > float(plain["interval"]["low"])


def test_index_of_nobody(value, tmp_path, call):
    path = tmp_path / "a.csv"
    path.write_text("no,u1,u2\n1,,\n", encoding="utf-8")
    found = value("skm", "index", str(path))
    nothing = {"n": 0, "sum": 0, "mean": None, "index": None, "grade": None}
    assert found["elements"] == {"u1": nothing, "u2": nothing}
    assert found["interval"] is found["satisfaction_index"] is found["service_grade"] is found["survey_score"] is None
    assert found["as_usually_printed"] == {"0.11": None, "0.111": None}
    assert (found["n"], found["skipped"]) == (0, 1)
    assert "tidak cukup data" in call("skm", "index", str(path))


def test_index_as_text(call):
    text = call("skm", "index", SEKADAU)
    assert "78,74" in text.splitlines()[0]
    assert "76,26–81,23; kelas belum pasti (C/B)" in text
    assert "U8/U9" in text
    english = call("--lang", "en", "skm", "index", METRO, "--lang=en")
    assert "80.56" in english.splitlines()[0]
    assert "Service grade" in english


def test_a_certain_class_is_called_certain(call, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("u1,u2\n" + "4,4\n" * 3, encoding="utf-8")
    assert "kelas pasti" in call("skm", "index", str(path))


# ---------- the others


def test_sample(value, call):
    assert value("skm", "sample", "100000") == {"population": 100000, "sample": 383}
    assert "100.000" in call("skm", "sample", "100000")
    assert "100,000" in call("skm", "sample", "100000", "--lang", "en")


@pytest.mark.parametrize(
    ("result", "behaviour", "expected"),
    [
        ("above", "above", {"predicate": "very_good", "label": "Sangat Baik", "siasn_code": "1"}),
        ("DIATAS ESPEKTASI", "di bawah ekspektasi", {"predicate": "poor", "label": "Kurang", "siasn_code": "4"}),
        ("3", "2", {"predicate": "needs_improvement", "label": "Butuh Perbaikan", "siasn_code": "3"}),
    ],
)
def test_predicate(value, result, behaviour, expected):
    assert value("predicate", result, behaviour) == expected


def test_predicate_as_text(call):
    assert "Baik" in call("predicate", "sesuai", "sesuai")
    assert "Needs improvement" in call("predicate", "3", "1", "--lang", "en")


def test_distribution(value):
    found = value("distribution", "baik", "1", "4", "0", "0", "0")
    assert list(found) == [
        "organisation_predicate",
        "rule_set",
        "counts",
        "fits",
        "breached_rules",
        "bounds",
        "explanation",
    ]
    assert (found["organisation_predicate"], found["rule_set"]) == ("good", "se_menpanrb_3_2023")
    assert found["counts"] == {"very_good": 1, "good": 4, "needs_improvement": 0, "poor": 0, "very_poor": 0}
    assert (found["fits"], found["breached_rules"]) == (False, ["B2", "B3"])
    assert found["bounds"]["good"] == {"min": 0, "max": 3}
    assert found["bounds"]["needs_improvement|poor"] == {"min": 1, "max": 5}
    assert "B2: Baik paling banyak 3 orang, sekarang 4." in found["explanation"]


@pytest.mark.parametrize(
    ("arguments", "fits", "sentence"),
    [
        (("istimewa", "7", "3", "0", "0", "0"), True, "sesuai dengan panduan"),
        (("istimewa", "5", "5", "0", "0", "0"), None, "I1: Sangat Baik diharapkan menjadi kelompok terbesar."),
        (("baik", "0", "2", "0", "0", "0"), None, "Dengan 2 orang tidak ada pembagian"),
        (("kurang", "0", "0", "0", "0", "0"), None, "Belum ada orang"),
        (("kurang", "0", "5", "0", "5", "0"), False, "K2: Butuh Perbaikan paling sedikit 1 orang, sekarang 0."),
    ],
)
def test_explanations(value, call, arguments, fits, sentence):
    found = value("distribution", *arguments)
    assert found["fits"] is fits
    assert sentence in found["explanation"]
    assert sentence in call("distribution", *arguments)


def test_distribution_by_the_ministerial_regulation(value):
    found = value("distribution", "baik", "0", "5", "0", "0", "0", "--rules", "permenpanrb_6_2022", "--lang", "en")
    assert (found["fits"], found["explanation"]) == (True, "The people per predicate fit the guidance.")


@pytest.mark.parametrize(
    ("arguments", "points"),
    [
        (("ahli_muda", "good"), "25"),
        (("Ahli Muda", "SB", "--months", "7"), "21.875"),
        (("PT", "b", "--months", "5"), "5.2083"),
    ],
)
def test_credit(value, arguments, points):
    assert value("credit", *arguments) == {"credit": points}


def test_credit_as_text(call):
    assert "21,875" in call("credit", "ahli_muda", "SB", "--months", "7")
    assert "dibulatkan" in call("credit", "ahli_pertama", "B", "--months", "5")


@pytest.mark.parametrize(
    ("start", "more", "due"),
    [
        ("2026-10-12", ("--add", "14"), "2026-10-30"),
        ("12-10-2026", ("--add", "14"), "2026-10-30"),
        ("12/10/2026", ("--add", "14"), "2026-10-30"),
        ("2026-10-12", ("--add", "14", "--week", "6"), "2026-10-28"),
        ("2026-10-12", ("--add", "0"), "2026-10-12"),
    ],
)
def test_workdays(value, start, more, due):
    assert value("workdays", start, *more) == {"date": due}


def test_workdays_as_text(call):
    assert "Jumat, 30 Oktober 2026" in call("workdays", "2026-10-12", "--add", "14")
    assert "Friday, 30 October 2026" in call("workdays", "2026-10-12", "--add", "14", "--lang", "en")
    assert "perkiraan" in call("workdays", "2040-01-02", "--add", "3")


def test_report(call, tmp_path):
    folder = tmp_path / "new" / "folder"
    text = call(
        "skm",
        "report",
        SEKADAU,
        "--unit",
        "Kecamatan Sekadau Hilir",
        "--period",
        "Semester I 2019",
        "--out",
        str(folder),
    )
    assert sorted(path.name for path in folder.iterdir()) == ["report.json", "report.pdf", "report.xlsx"]
    assert text.count("Ditulis: ") == 3


# ---------- wrong input


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_bad_file(bad, refused, tmp_path):
    path = tmp_path / bad.filename
    path.write_bytes(bad.content)
    line = refused("skm", "index", str(path), "--json")
    assert line.startswith(f"Galat: {path}: ")
    assert len(line) < len(str(path)) + 320
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("bad", BAD_FILES[::9], ids=lambda bad: bad.name)
def test_bad_file_writes_no_report(bad, refused, tmp_path):
    path = tmp_path / bad.filename
    path.write_bytes(bad.content)
    refused("skm", "report", str(path), "--unit", "X", "--period", "Y", "--out", str(tmp_path / "out"), "--lang", "en")
    assert list(tmp_path.iterdir()) == [path]


def test_the_cell_of_a_bad_answer_is_named(refused, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(table("1;3;3;3;3;3;3;3;3;3", "2;3;3;7;3;3;3;3;3;3", "3;x;;;;;;;;"))
    assert "baris 3, kolom u3 (D3)" in refused("skm", "index", str(path))
    english = refused("skm", "index", str(path), "--lang", "en")
    assert 'row 3, column u3 (D3): answer "7"' in english
    assert "(and 1 more problems)" in english


@pytest.mark.parametrize(
    ("arguments", "start", "mend"),
    [
        (("foo",), 'perintah "foo" tidak dikenal', "pilih: audit, credit"),
        (("skm", "foo"), 'perintah "foo" tidak dikenal', "pilih: index, report, sample"),
        (("skm", "index"), "ANSWERS belum diisi", "tulis: sambayan skm index ANSWERS"),
        (("skm", "index", "a.csv", "b.csv"), 'terlalu banyak kata: "b.csv"', "tulis:"),
        (("skm", "index", "a.csv", "--foo"), "pilihan --foo tidak dikenal", "--help"),
        (("skm", "index", "a.csv", "--population"), "pilihan --population memerlukan nilai", "tulis"),
        (("skm", "index", SEKADAU, "--population", "ten"), 'populasi "ten" bukan bilangan bulat', "angka"),
        (("skm", "index", SEKADAU, "--population", "1.000"), 'populasi "1.000" bukan bilangan bulat', "angka"),
        (("skm", "index", SEKADAU, "--population", "10"), "populasi 10 lebih kecil daripada 49 responden", "betulkan"),
        (("skm", "index", SEKADAU, "--cost-mode", "gratis"), 'mode biaya "gratis" tidak dikenal', "free_scored_4"),
        (("skm", "index", SEKADAU, "--elements", "persyaratan,foo"), f"{SEKADAU}: kode unsur foo", "sarpras"),
        (("skm", "index", SEKADAU, "--elements", "waktu"), f"{SEKADAU}: berkas memiliki 9 kolom", "samakan"),
        (("skm", "index", "nowhere.csv"), "nowhere.csv: berkas tidak ditemukan", "periksa"),
        (("skm", "index", str(EXAMPLES) + "/x.csv"), str(EXAMPLES), "periksa"),
        (("skm", "sample", "0"), 'populasi "0" bukan bilangan bulat antara 1', "angka"),
        (("skm", "sample", "-5"), "angka negatif -5", "bilangan bulat"),
        (("skm", "report", SEKADAU), "--unit belum diisi", "--unit NAME --period TEXT --out DIR"),
        (("skm", "report", SEKADAU, "--unit", " ", "--period", "x", "--out", "x"), "nama unit (--unit) kosong", "isi"),
        (("skm", "report", SEKADAU, "--unit", "x", "--period", "x", "--out", SEKADAU), "folder", "pilih folder lain"),
        (("predicate", "bagus", "sesuai"), 'rating "bagus" tidak dikenal', "Di atas ekspektasi"),
        (("predicate", "sesuai"), "BEHAVIOUR belum diisi", "sambayan predicate RESULT BEHAVIOUR"),
        (("distribution", "hebat", "1", "1", "1", "1", "1"), 'predikat organisasi "hebat"', "Istimewa"),
        (("distribution", "baik", "1", "1", "1", "1"), "SK belum diisi", "SB B BP K SK"),
        (("distribution", "baik", "1", "1", "x", "1", "1"), 'jumlah orang "x"', "angka"),
        (("distribution", "baik", "1", "1", "1", "1", "1", "--rules", "x"), 'aturan "x"', "permenpanrb_6_2022"),
        (("credit", "kepala", "baik"), 'jenjang "kepala"', "Ahli Pertama"),
        (("credit", "mahir", "hebat"), 'predikat "hebat"', "Sangat Baik"),
        (("credit", "mahir", "baik", "--months", "13"), 'jumlah bulan "13"', "1 dan 12"),
        (("workdays", "2026-02-30", "--add", "3"), 'tanggal "2026-02-30"', "tttt-bb-hh"),
        (("workdays", "kemarin", "--add", "3"), 'tanggal "kemarin"', "2026-10-12"),
        (("workdays", "1900-01-01", "--add", "3"), 'tanggal "1900-01-01"', "1970"),
        (("workdays", "2026-10-12"), "--add belum diisi", "sambayan workdays FROM --add N"),
        (("workdays", "2026-10-12", "--add", "99999"), 'jumlah hari kerja "99999"', "5000"),
        (("workdays", "2026-10-12", "--add", "3", "--week", "7"), 'hari kerja per minggu "7"', "5, 6"),
        (("skm", "sample", "5", "--lang", "jv"), 'bahasa "jv"', "id, en"),
        (("skm", "sample", "5", "--lang"), "pilihan --lang memerlukan nilai", "tulis"),
        (("--json",), "pilihan --json tidak dikenal", "--help"),
        (("skm", "index", SEKADAU, "--json=1"), "pilihan --json tidak menerima nilai", "tulis"),
    ],
)
def test_wrong_input(arguments, start, mend, refused):
    line = refused(*arguments)
    assert line.startswith(f"Galat: {start}")
    assert mend in line


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("skm", "sample", "x", "--lang", "en"), 'Error: population "x" is not a whole number'),
        (("--lang", "en", "predicate", "x", "1"), 'Error: rating "x" is not known; choose one of: above, meets, below'),
        (("--lang=en", "credit", "x", "1"), 'Error: level "x" is not known; choose one of: ahli_pertama'),
        (("foo", "--lang", "en"), 'Error: command "foo" is not known'),
    ],
)
def test_wrong_input_in_english(arguments, start, refused):
    assert refused(*arguments).startswith(start)


# ---------- help, words, speed


@pytest.mark.parametrize(
    "arguments", [(), ("--help",), ("skm",), ("skm", "--help"), ("skm", "index", "--help"), ("workdays", "--help")]
)
def test_help(arguments, call):
    assert "Usage: sambayan" in call(*arguments)
    assert call(*arguments, "--lang", "en") != call(*arguments)


def test_both_languages_have_every_sentence_with_the_same_gaps():
    for section, sentences in catalogue().items():
        for name, languages in sentences.items():
            assert set(languages) == {"id", "en"}, (section, name)
            gaps = [
                sorted({gap for _, gap, _, _ in string.Formatter().parse(text) if gap}) for text in languages.values()
            ]
            assert gaps[0] == gaps[1], (section, name)


def test_an_argument_may_be_a_sentence_of_its_own():
    error = CommandError("error.text", name=Key("name.unit"))
    assert error.text(Words("en")) == "name of the unit (--unit) is empty; give a text"


def test_nothing_heavy_is_loaded_and_no_framework():
    code = (
        "import sys; from sambayan.cli import run; run(['predicate', '1', '1']); run(['workdays', '2026-10-12', '--add', '1']);"
        f"run(['skm', 'index', {SEKADAU!r}]);"
        "heavy = {'django', 'typst', 'xlsxwriter', 'python_calamine', 'scipy', 'numpy'} & set(sys.modules);"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_console_script(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sambayan", "skm", "sample", "10", "--json"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert (caught.value.code, json.loads(capsys.readouterr().out)["sample"]) == (0, 10)


def test_a_usage_error_without_a_name_still_says_what_to_write():
    assert (
        _usage_problem(click.UsageError("?")).text(Words("en")) == "the command cannot be read; write: sambayan --help"
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_leaves_is_no_error():
    code = "import sys; from sambayan.cli import main; sys.argv = ['sambayan', '--help']; main()"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-u", "-c", code], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_nothing_is_said_to_a_reader_that_has_gone(monkeypatch, capfd):
    def leave(_words):
        raise BrokenPipeError

    closed = []
    monkeypatch.setattr(group, "build", leave)
    monkeypatch.setattr(os, "dup2", lambda *_: closed.append(True))
    assert run(["predicate", "1", "1"]) == group.BROKEN_PIPE
    assert (closed, capfd.readouterr()) == ([True], ("", ""))


def test_a_stream_that_cannot_be_reconfigured_is_used_as_it_is(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["sambayan", "--lang", "fr"])
    monkeypatch.setattr(sys, "stdout", io.BytesIO())
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2


def test_start_takes_less_than_300_ms():
    """Time on the processor, so that a busy machine does not make the command line look slow."""
    code = "import sys; from sambayan.cli.group import main; sys.argv = ['sambayan', 'predicate', '1', '1']; main()"
    assert min(_seconds(code) for _ in range(2)) < 0.3


def _seconds(code):
    before = os.times()
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
