"""What `manage.py check` and the job worker refuse to start with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def mails_lead_here(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Mails that really leave must lead to the public address: a job has no request to take it from."""
    if settings.DEMO or settings.BASE_URL or "console" in settings.EMAIL_BACKEND:
        return []
    hint = "Set SAMBAYAN_BASE_URL, for example https://sambayan.example.go.id"
    return [Error("Mails have no address to lead to.", hint=hint, id="sambayan.E001")]
