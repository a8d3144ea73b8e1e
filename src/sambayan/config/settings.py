"""Django's settings, in the order a reader needs them: who we are, what runs, where data lies, how pages look."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from sambayan.config.environment import ROOT, database, origin, setting, single_sign_on

PACKAGE = ROOT / "src" / "sambayan"
VAR = Path(setting("SAMBAYAN_VAR"))

# Who we are
DEMO = setting("SAMBAYAN_MODE") == "demo"
if setting("SAMBAYAN_MODE") not in {"demo", "production"}:
    raise ImproperlyConfigured("SAMBAYAN_MODE must be `demo` or `production`.")
DEBUG = False
SECRET_KEY = setting("SAMBAYAN_SECRET_KEY") or ("demo-only-" + "0" * 50 if DEMO else "")
SHORTEST_KEY = 50
if not DEMO and len(SECRET_KEY) < SHORTEST_KEY:
    raise ImproperlyConfigured("SAMBAYAN_SECRET_KEY is required in production: at least 50 characters.")
ALLOWED_HOSTS = setting("SAMBAYAN_HOSTS")
if DEMO and not setting("SAMBAYAN_SECRET_KEY") and set(ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]"}:
    raise ImproperlyConfigured("A demo that others can reach needs a SAMBAYAN_SECRET_KEY of its own.")
BASE_URL = setting("SAMBAYAN_BASE_URL").rstrip("/")
CHECKPOINT_KEY = setting("SAMBAYAN_CHECKPOINT_KEY")

# What runs
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "sambayan.common",
    "sambayan.audit",
    "sambayan.policies",
    "sambayan.people",
    "sambayan.notices",
    "sambayan.accounts",
    "sambayan.instruments",
    "sambayan.cycles",
    "sambayan.planning",
    "sambayan.surveys",
    "sambayan.growth",
    "sambayan.evaluation",
    "sambayan.objections",
    "sambayan.outcomes",
    "sambayan.portal",
    "sambayan.integrations.spreadsheets",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sambayan.common.middleware.PlainTextMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sambayan.common.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sambayan.people.middleware.ActorMiddleware",
    "sambayan.accounts.middleware.SecondFactorMiddleware",
    "sambayan.common.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "sambayan.config.urls"
WSGI_APPLICATION = "sambayan.config.wsgi.application"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Where data lies
DATABASES = {"default": database(setting("SAMBAYAN_DATABASE_URL"), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Who may come in
AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "accounts:sign_in"
AUTHENTICATION_BACKENDS = ["sambayan.accounts.queries.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "email")},
    },
]
SINGLE_SIGN_ON = single_sign_on(demo=DEMO)
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
MFA_ADAPTER = "sambayan.accounts.queries.factors.Sealed"
MFA_TOTP_ISSUER = "Sambayan"
MFA_TOTP_TOLERANCE = 1
ALLAUTH_TRUSTED_PROXY_COUNT = int(setting("SAMBAYAN_BEHIND_PROXY"))
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMO:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
if setting("SAMBAYAN_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([origin(SINGLE_SIGN_ON["issuer"])] if SINGLE_SIGN_ON else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# How pages look
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sambayan.common.pages.surroundings",
            ],
            "builtins": ["sambayan.common.templatetags.ui"],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [("dist", ROOT / "build" / "dist")]
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": setting("SAMBAYAN_EVIDENCE") or VAR / "evidence",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Jakarta"

# What is told, and to whom
EMAIL_CONFIG = environ.Env.email_url_config(setting("SAMBAYAN_EMAIL_URL"))
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = setting("SAMBAYAN_EMAIL_FROM")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": setting("SAMBAYAN_LOG_LEVEL")},
}
