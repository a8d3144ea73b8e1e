"""One-click personas and production exclude each other."""

import os
import subprocess
import sys

import pytest

from factories.people import AccountFactory
from sambayan.config import serve

PRODUCTION = {"SAMBAYAN_MODE": "production", "SAMBAYAN_SECRET_KEY": "x" * 60}
DEMO = {"SAMBAYAN_MODE": "demo", "SAMBAYAN_SECRET_KEY": ""}


@pytest.mark.slow  # reads the settings in a process of its own
@pytest.mark.parametrize(
    ("environment", "refusal"),
    [
        ({**DEMO, "SAMBAYAN_HOSTS": "kinerja.example.go.id"}, "needs a SAMBAYAN_SECRET_KEY of its own"),
        ({**DEMO, "SAMBAYAN_OIDC_ISSUER": "https://sso.example.go.id"}, "a demo has one-click personas"),
        ({**PRODUCTION, "SAMBAYAN_SECRET_KEY": ""}, "SAMBAYAN_SECRET_KEY is required in production"),
        ({**PRODUCTION, "SAMBAYAN_MODE": "both"}, "must be `demo` or `production`"),
    ],
)
def test_the_start_refuses(environment, refusal):
    command = [sys.executable, "-c", "import sambayan.config.settings"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert refusal in done.stderr


@pytest.mark.slow  # reads the settings in a process of its own
def test_cookies_are_bound_to_the_host_in_production():
    told = "import sambayan.config.settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE)"
    done = subprocess.run(
        [sys.executable, "-c", told], env={**os.environ, **PRODUCTION}, capture_output=True, text=True, check=False
    )

    assert done.stdout == "__Host-sessionid __Host-csrftoken True\n"


@pytest.mark.slow  # reads the settings in a process of its own
@pytest.mark.parametrize(
    ("issuer", "targets"),
    [("", "[\"'self'\"]"), ("https://sso.example.go.id/realms/asn", "[\"'self'\", 'https://sso.example.go.id']")],
)
def test_forms_lead_elsewhere_only_to_the_provider(issuer, targets):
    told = "import sambayan.config.settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    client = {"SAMBAYAN_OIDC_CLIENT_ID": "a", "SAMBAYAN_OIDC_CLIENT_SECRET": "b", "SAMBAYAN_OIDC_ISSUER": issuer}
    environment = {**os.environ, **PRODUCTION, **client}
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=False)

    assert done.stdout == f"{targets}\n"


def test_a_demo_does_not_start_on_real_accounts(db):
    AccountFactory()

    with pytest.raises(serve.CannotServeError, match="real accounts"):
        serve._require_demo_database()


def test_a_demo_starts_again_on_its_own_accounts(db):
    AccountFactory(persona="official")
    AccountFactory()

    serve._require_demo_database()
