"""Work beside the pages: mailing the reset link, and sweeping what has run out."""

from django.utils import timezone

from sambayan.accounts import actions
from sambayan.common.jobs import daily, job


@job("accounts.mail_reset")
def mail_reset(account_id: int, base: str, language: str) -> None:
    """Mail a reset link; the number 0 is nobody."""
    actions.mail_reset(account_id, base=base, language=language)


@daily("accounts.sweep")
def sweep() -> None:
    """Remove sessions and attempts that have run out."""
    actions.sweep(at=timezone.now())
