"""Which value holds on a day, what a value may be, and that the table of effects tells the truth."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sambayan.cycles.rules import TERMS
from sambayan.policies.rules import EFFECTS, Entry, Kind, Part, Timeline, Unit, ValueRefusedError, parse
from sambayan.regulations.catalogue import deadlines, settings
from sambayan.regulations.rows import Mark

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sambayan"
FIRST = date(2026, 1, 1)

HANDBOOK = {
    "objection_change_signal_percent",  # local: when objections ask for calibration
    # performance.md section 19, without nine_box_numbering (one numbering is known) and talent_weights (no talent score)
    "agreement_deadline", "yearly_evaluation_deadline", "evaluation_period", "documentation_period",
    "evaluation_window_opens_before_period_end_days", "evaluation_window_closes", "monthly_close_day",
    "final_close_date", "document_handover_days", "document_return_days", "superior_signature_days",
    "superior_handover_days", "superior_return_days", "report_days", "receipt_deemed_days", "objection_window_days",
    "objection_decision_days", "day_kind", "working_week", "holiday_calendar", "joint_leave_counts",
    "organisation_achievement_fallback", "axis_suggestion_rule", "axis_most_share_over", "axis_small_share_below",
    "unit_head_result_rule", "unit_head_result_map", "distribution_mode", "distribution_rule_sets", "dominant_test",
    "small_unit_limit", "feedback_related_party_enabled", "feedback_giver_name_visible", "evaluation_note_required",
    "target_absolute_word_warning", "local_survey_weight", "survey_contrast_reason_required",
    "yearly_export_endpoint", "level_need_terampil", "allowance_split",
    "training_hours", "pppk_part_time_periods",
    # satisfaction.md section 3
    "instrument_version", "grade_bands", "surveys_per_year_min", "cost_mode", "custom_weights_allowed",
    "extra_elements_allowed", "min_respondents_show", "min_respondents_compare", "sample_confidence", "sample_margin",
    "ipp_classes", "f02_f03_mix", "spak_scale_map", "wbk_ipak_minimum", "lapor_verify_days",
    "lapor_first_answer_days", "lapor_autoclose_days", "lapor_max_days", "ombudsman_cutoffs",
    # teachers.md section 5
    "principal_evaluator", "teacher_predicate_setter", "auto_approve_plan", "observation_sub_indicators",
    "pkg_enabled", "pkg_zero_percent_class", "teacher_survey_min_n",
    # partners.md section 6; workflow.md names receipt_deemed_days, right_of_reply_days and small_cell_limit
    "right_of_reply_days", "reminder_days_before", "allowance_predicate_shares", "backcheck_share", "backcheck_agreement_min", "min_duration_seconds",
    "straightline_share_max", "contact_retention_days", "kobo_enabled", "odk_enabled",
    # privacy-openness.md section 6
    "pdp_response_hours", "breach_notice_hours", "small_cell_limit", "retention_answers_years",
    "retention_evaluation_years", "retention_logs_years", "kip_periodic_months", "dpo_contact",
    "public_rating_statistics",
    # outreach.md section 3
    "pulse_min_n", "scale_min_answered_share", "adkar_barrier_cut", "waves_min", "trial_cycle_without_consequences",
    "reason_min_length", "second_reader_for",
    # workflow.md 6: a period is closed; local policy
    "late_entry_allowed",
    # local policy: files of evidence
    "evidence_max_megabytes", "evidence_most_files",
}  # fmt: skip


def entry(value: str, day: int, number: int, name: str = "small_cell_limit") -> Entry:
    return Entry(name, value, FIRST + timedelta(days=day), number, Mark.LOCAL_POLICY, "rapat")


def test_every_setting_of_the_handbook_is_there():
    assert set(settings()) == HANDBOOK


@pytest.mark.parametrize("setting", settings().values(), ids=lambda setting: setting.name)
def test_every_setting_is_whole(setting):
    parse(setting, setting.value)

    assert (Part(setting.part), Kind(setting.kind), Unit(setting.unit)) == (setting.part, setting.kind, setting.unit)
    assert len(setting.choices) == len(setting.choices_indonesian) == len(setting.choices_english)
    assert all((setting.label_indonesian, setting.label_english, setting.explanation_indonesian))
    assert setting.explanation_english
    if setting.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.NUMBERS):
        assert setting.least < setting.most


@pytest.mark.parametrize(
    ("name", "deadline", "words"),
    [
        ("agreement_deadline", "agreement_set", "31 Januari"),
        ("yearly_evaluation_deadline", "yearly_evaluation", "31 Januari"),
        ("final_close_date", "bkn_final_close", "10 Januari"),
    ],
)
def test_a_fixed_date_agrees_with_the_table_of_deadlines(name, deadline, words):
    row = next(row for row in deadlines() if row.deadline_id == deadline)
    months = {"31 Januari": "01-31", "10 Januari": "01-10"}

    assert (settings()[name].value, words in row.fixed_date_indonesian) == (months[words], True)


def test_a_count_of_days_stands_only_in_the_table_of_deadlines():
    counted = {row.deadline_id: row.days for row in deadlines() if row.days}
    written = {row.deadline: int(row.value) for row in settings().values() if row.deadline}

    assert written == {name: counted[name] for name in written}
    assert len(written) == 8


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("small_cell_limit", " 7 ", 7),
        ("sample_margin", "2,5", Decimal("2.5")),
        ("sample_margin", "2.5", Decimal("2.5")),
        ("allowance_split", "70 / 30", (Decimal(70), Decimal(30))),
        ("pkg_enabled", "true", True),
        ("pkg_enabled", "false", False),
        ("cost_mode", "tariff", "tariff"),
        ("dpo_contact", "pdp@lampung.example", "pdp@lampung.example"),
        ("agreement_deadline", "02-29", (2, 29)),
        ("receipt_deemed_days", " ", None),
    ],
)
def test_a_text_becomes_what_it_stands_for(name, text, value):
    assert parse(settings()[name], text) == value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("small_cell_limit", "", "Isi nilainya; bagian ini tidak boleh kosong."),
        ("small_cell_limit", "lima", "Tulis bilangan bulat dari 2 sampai 100."),
        ("small_cell_limit", "5,5", "Tulis bilangan bulat dari 2 sampai 100."),
        ("small_cell_limit", "-5", "Tulis bilangan bulat dari 2 sampai 100."),
        ("small_cell_limit", "٧", "Tulis bilangan bulat dari 2 sampai 100."),
        ("small_cell_limit", "1", "Nilainya harus dari 2 sampai 100."),
        ("sample_margin", "lima", "Tulis bilangan dari 1 sampai 20; pecahan dengan koma."),
        ("sample_margin", "NaN", "Tulis bilangan dari 1 sampai 20; pecahan dengan koma."),
        ("sample_margin", "20,1", "Nilainya harus dari 1 sampai 20."),
        ("allowance_split", "60", "Tulis 2 bilangan, dipisah garis miring, seperti 60/40."),
        ("allowance_split", "60/x", "Tulis bilangan dari 0 sampai 100; pecahan dengan koma."),
        ("pkg_enabled", "mungkin", "Pilih ya atau tidak."),
        ("working_week", "7", "Pilih salah satu: lima, enam."),
        ("dpo_contact", "satu\ndua", "Tulis satu baris, paling panjang 200 huruf."),
        ("dpo_contact", "x" * 201, "Tulis satu baris, paling panjang 200 huruf."),
        ("agreement_deadline", "02-30", "Tulis bulan dan tanggal sebagai BB-TT, misalnya 01-31 untuk 31 Januari."),
        ("agreement_deadline", "31 Jan", "Tulis bulan dan tanggal sebagai BB-TT, misalnya 01-31 untuk 31 Januari."),
    ],
)
def test_a_refused_text_says_what_is_expected(name, text, expected):
    with pytest.raises(ValueRefusedError) as refused:
        parse(settings()[name], text)

    assert str(refused.value) == expected


ENTRIES = st.lists(st.tuples(st.integers(2, 100), st.integers(0, 40)), max_size=12)


@hypothesis_settings(max_examples=80, deadline=None, database=None)
@given(written=ENTRIES, asked=st.integers(-5, 45))
def test_the_value_of_a_day_is_the_last_row_valid_then(written, asked):
    entries = [entry(str(value), day, number) for number, (value, day) in enumerate(written)]
    held = Timeline(settings(), entries).on(FIRST + timedelta(days=asked))

    expected, best = 5, (-1, -1)
    for number, (value, day) in enumerate(written):
        if day <= asked and (day, number) > best:
            expected, best = value, (day, number)
    assert held.integer("small_cell_limit") == expected


def test_the_next_value_of_a_later_day_is_the_last_written_for_that_day():
    entries = [entry("7", 10, 1), entry("8", 10, 2), entry("9", 20, 3), entry("6", 0, 4)]

    assert Timeline(settings(), entries).after(FIRST) == {"small_cell_limit": entries[1]}


def test_an_empty_value_counts_as_nothing():
    values = Timeline(settings(), ()).on(FIRST)

    assert (values.typed("receipt_deemed_days"), values.integer("receipt_deemed_days")) == (None, 0)
    assert (values.amount("local_survey_weight"), values.word("dpo_contact")) == (Decimal(0), "")


def test_only_other_values_give_another_version():
    plain, same = Timeline(settings(), ()).on(FIRST), Timeline(settings(), [entry("5", 0, 1)]).on(FIRST)
    other = Timeline(settings(), [entry("6", 0, 1)]).on(FIRST)

    assert plain.version == same.version != other.version
    assert re.fullmatch(r"PermenPANRB 6/2022, 14/2017 · [0-9a-f]{10}", plain.version)


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        Timeline(settings(), ()).on(FIRST).text("no_such_setting")


def test_the_table_of_effects_tells_the_truth():
    """A setting has effect exactly where code asks for its typed value."""
    read = set()
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).parts[0] != "policies":
            read |= set(re.findall(r'\.(?:integer|amount|flag|word|typed)\(\s*"([a-z_]+)"', path.read_text()))

    read |= {term.setting for term in TERMS.values() if term.setting}
    assert read == set(EFFECTS)
