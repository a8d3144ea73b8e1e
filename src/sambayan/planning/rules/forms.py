"""Which printed form an agreement takes. Source: PermenPANRB 6/2022 Lampiran II, Format A.1.1, A.1.2, A.1.6, A.1.7."""

from .agreement import AgreementForm, Approach

FORM_CODES: dict[tuple[AgreementForm, Approach], str] = {
    (AgreementForm.SENIOR, Approach.QUALITATIVE): "A.1.1",
    (AgreementForm.SENIOR, Approach.QUANTITATIVE): "A.1.2",
    (AgreementForm.STAFF, Approach.QUALITATIVE): "A.1.6",
    (AgreementForm.STAFF, Approach.QUANTITATIVE): "A.1.7",
}


def form_code(form: str, approach: str) -> str:
    """The number of the form in the annex of the regulation, for example "A.1.7"."""
    return FORM_CODES[AgreementForm(form), Approach(approach)]
