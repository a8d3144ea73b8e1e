"""Freezing an agreement as a document. Source: PermenPANRB 6/2022 Ps 14(1), Lampiran II.C p65."""

from django.utils import timezone

from sambayan.planning.models import AgreementDocument, PerformanceAgreement
from sambayan.planning.queries.printing import form_content


def release(agreement: PerformanceAgreement) -> AgreementDocument | None:
    """Keep the content of an agreement that is set, as it stands, under its code; once kept it stays as it is.

    Called by the verb that sets it, and before anything else is written in one that was set without a document. None
    where no code was given out.
    """
    if agreement.set_at is None or agreement.document_code is None:
        return None
    content = form_content(agreement, "", timezone.localdate(agreement.set_at))
    kept, _is_new = AgreementDocument.objects.get_or_create(
        agreement=agreement,
        defaults={
            "form_code": content["form"],
            "code": agreement.document_code,
            "content": content,
            "issued_at": agreement.set_at,
        },
    )
    return kept
