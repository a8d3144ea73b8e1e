"""What the house refuses to start with."""

import pytest

from sambayan.common.checks import mails_lead_here

SMTP, CONSOLE = (f"django.core.mail.backends.{name}.EmailBackend" for name in ("smtp", "console"))


@pytest.mark.parametrize(
    ("demo", "address", "backend", "refused"),
    [
        (False, "", SMTP, ["sambayan.E001"]),
        (False, "https://sambayan.example.go.id", SMTP, []),
        (False, "", CONSOLE, []),
        (True, "", SMTP, []),
    ],
)
def test_mails_that_really_leave_need_the_public_address(settings, demo, address, backend, refused):
    settings.DEMO, settings.BASE_URL, settings.EMAIL_BACKEND = demo, address, backend

    assert [message.id for message in mails_lead_here(None)] == refused
