"""The one door to the process environment: every setting is read here, typed, with its default and meaning.

`SETTINGS` is also what `docs/operations.md` is checked against, so a setting that is read is a setting that is
documented.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

_env = environ.Env()
environ.Env.read_env(ROOT / ".env")


@dataclass(frozen=True)
class Setting:
    """One variable of the environment: its name, the type it is read as, its default and what it means."""

    name: str
    kind: type
    default: Any
    meaning: str

    def read(self) -> Any:
        """The value from the environment, or the default; a value of the wrong type raises ImproperlyConfigured."""
        return _env.get_value(self.name, cast=self.kind, default=self.default)


SETTINGS = (
    Setting("SAMBAYAN_MODE", str, "demo", "`demo` (one-click personas, local use) or `production`"),
    Setting("SAMBAYAN_SECRET_KEY", str, "", "signing key; required in production, at least 50 characters"),
    Setting("SAMBAYAN_HOSTS", list, ["127.0.0.1", "localhost", "[::1]"], "host names the server answers to"),
    Setting("SAMBAYAN_BASE_URL", str, "", "public address on QR codes, documents and in mails; needed in production"),
    Setting("SAMBAYAN_DATABASE_URL", str, "", "`postgresql://…` for production; empty: SQLite in `var/`"),
    Setting("SAMBAYAN_TEST_DATABASE_URL", str, "", "PostgreSQL used by `make test` beside SQLite"),
    Setting("SAMBAYAN_VAR", str, str(ROOT / "var"), "folder for the SQLite file and other things that are kept"),
    Setting("SAMBAYAN_EVIDENCE", str, "", "folder of uploaded evidence; empty: `evidence` in `SAMBAYAN_VAR`"),
    Setting("SAMBAYAN_BEHIND_PROXY", bool, False, "trust `X-Forwarded-Proto` of the proxy in front"),
    Setting("SAMBAYAN_EMAIL_URL", str, "consolemail://", "mail relay, for example `smtp://host:25`"),
    Setting("SAMBAYAN_OIDC_ISSUER", str, "", "address of the OpenID Connect provider; empty: no single sign-on"),
    Setting("SAMBAYAN_OIDC_CLIENT_ID", str, "", "name of this server at the provider"),
    Setting("SAMBAYAN_OIDC_CLIENT_SECRET", str, "", "secret of this server at the provider"),
    Setting("SAMBAYAN_OIDC_NAME", str, "SSO", "name of the provider on the button"),
    Setting("SAMBAYAN_OIDC_NUMBER_CLAIM", str, "nip", "claim that holds the employee number"),
    Setting("SAMBAYAN_CHECKPOINT_KEY", str, "", "key that signs checkpoints of the record: 32 random bytes in base64"),
    Setting("SAMBAYAN_EMAIL_FROM", str, "Sambayan <sambayan@localhost>", "sender of every mail"),
    Setting("SAMBAYAN_LOG_LEVEL", str, "INFO", "level of the log written to standard error"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting(name: str) -> Any:
    """The value of one declared setting; an undeclared name is a KeyError, so nothing is read undocumented."""
    return _BY_NAME[name].read()


def single_sign_on(*, demo: bool) -> dict[str, str] | None:
    """The OpenID Connect provider of the settings, or None; half a provider, or one without HTTPS, is an error."""
    issuer = setting("SAMBAYAN_OIDC_ISSUER").rstrip("/")
    if not issuer:
        return None
    if demo and urlsplit(issuer).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ImproperlyConfigured("SAMBAYAN_OIDC_ISSUER is for production: a demo has one-click personas.")
    if not demo and not issuer.startswith("https://"):
        raise ImproperlyConfigured("SAMBAYAN_OIDC_ISSUER must begin with https:// in production.")
    names = ("client_id", "client_secret", "name", "number_claim")
    rest = {name: setting(f"SAMBAYAN_OIDC_{name.upper()}") for name in names}
    missing = [f"SAMBAYAN_OIDC_{name.upper()}" for name, value in rest.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"SAMBAYAN_OIDC_ISSUER needs {', '.join(missing)} too.")
    return {"issuer": issuer, **rest}


def origin(address: str) -> str:
    """Scheme and host of an address, as a content security policy wants them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def database(url: str, var: Path) -> dict[str, Any]:
    """Django's database entry for an address, or the embedded SQLite when the address is empty.

    SQLite runs with write-ahead log and `synchronous=FULL`, so an acknowledged answer survives a power cut, and
    opens every transaction IMMEDIATE, so two writers wait for each other instead of failing half-way.
    """
    if not url:
        var.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": var / "sambayan.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;"
                ),
            },
        }
    parsed = _env.db_url_config(url)
    options = {**parsed.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
    return {**parsed, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
