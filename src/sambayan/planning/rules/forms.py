"""Which printed form an agreement takes. Source: PermenPANRB 6/2022 Lampiran II, Format A.1.1, A.1.2, A.1.6, A.1.7."""

from .agreement import AgreementForm, Approach

FORM_CODES: dict[tuple[AgreementForm, Approach], str] = {
    (AgreementForm.SENIOR, Approach.QUALITATIVE): "A.1.1",
    (AgreementForm.SENIOR, Approach.QUANTITATIVE): "A.1.2",
    (AgreementForm.STAFF, Approach.QUALITATIVE): "A.1.6",
    (AgreementForm.STAFF, Approach.QUANTITATIVE): "A.1.7",
}
_LEADERS = frozenset({"senior_leadership"})


def form_code(form: str, approach: str) -> str:
    """The number of the form in the annex of the regulation, for example "A.1.7"."""
    return FORM_CODES[AgreementForm(form), Approach(approach)]


def form_of(position_type: str) -> AgreementForm:
    """The form a position starts with: leaders of the senior ranks have their own.

    Heads of autonomous units of lower rank choose it themselves while drafting: no register says which unit is
    autonomous. Source: Lampiran II.A.2 p27, II.A.7 p50.
    """
    return AgreementForm.SENIOR if position_type in _LEADERS else AgreementForm.STAFF
