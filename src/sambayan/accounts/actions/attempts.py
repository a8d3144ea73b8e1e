"""Counting attempts, for all server processes together."""

from datetime import datetime

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from sambayan.accounts.models import Attempt
from sambayan.accounts.rules import LIMITS, WINDOW


def _key(kind: str, who: object) -> str:
    return salted_hmac("sambayan.accounts.attempt", f"{kind}:{who}", algorithm="sha256").hexdigest()


def allowed(kind: str, who: object, *, at: datetime) -> bool:
    """Count one attempt and say whether it is within the limit of its kind.

    The attempt is written before it is counted, so two at the same moment cannot both be the last one allowed.
    """
    Attempt.objects.filter(at__lte=at - WINDOW).delete()
    mine = Attempt.objects.create(key=_key(kind, who), at=at)
    if Attempt.objects.filter(key=mine.key).count() <= LIMITS[kind]:
        return True
    mine.delete()
    return False


def forget(kind: str, who: object) -> None:
    """Start counting anew after a success."""
    Attempt.objects.filter(key=_key(kind, who)).delete()


def address(request: HttpRequest) -> str:
    """Where a request comes from; behind the declared proxy, what that proxy says."""
    return get_ip(request)
