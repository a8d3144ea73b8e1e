"""Jobs of the notices."""

from django.utils import timezone

from sambayan.common.jobs import daily, job
from sambayan.notices import actions


@job("notices.send")
def send(mail_pk: int) -> None:
    """Hand one mail to the relay; running it twice sends it once."""
    actions.send(mail_pk, at=timezone.now())


@daily("notices.digest")
def digest() -> None:
    """Queue one mail for everybody with something new; running it twice on a day queues it once."""
    actions.digest(at=timezone.now())
