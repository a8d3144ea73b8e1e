"""An OpenID Connect provider of its own process: `python provider.py FOLDER REDIRECT_URI…` prints its address.

It is django-allauth's provider. Whoever comes with the cookie `who` has signed in there under that name, and the claim
`nip` is that name; the two people it knows are in PEOPLE.
"""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

PEOPLE = ("197912312010011001", "198505052012012002")
CLIENT_ID, CLIENT_SECRET = "sambayan", "rahasia-klien"


def key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(*form).decode()


def configure(folder: str) -> None:
    from django.conf import settings

    settings.configure(
        SECRET_KEY="p" * 50,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        LOGIN_URL="/login/",
        SESSION_COOKIE_NAME="provider",
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/provider.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],  # fmt: skip
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        IDP_OIDC_PRIVATE_KEY=key(),
        IDP_OIDC_ADAPTER=f"{__name__}.Adapter",
    )


def prepare(redirect_uris: list[str]) -> None:
    import django

    django.setup()
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model, login
    from django.core.management import call_command
    from django.http import HttpResponseRedirect
    from django.urls import include, path

    class Adapter(DefaultOIDCAdapter):
        def get_claims(self, purpose, user, client, scopes, **more):
            return {**super().get_claims(purpose, user, client, scopes, **more), "nip": user.username}

    def enter(request):
        who = get_user_model().objects.get(username=request.COOKIES["who"])
        login(request, who, backend="django.contrib.auth.backends.ModelBackend")
        return HttpResponseRedirect(request.GET["next"])

    globals()["Adapter"] = Adapter
    globals()["urlpatterns"] = [
        path("login/", enter, name="account_login"),
        path("logout/", enter, name="account_logout"),
        path("", include("allauth.idp.urls")),
    ]
    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        get_user_model().objects.create_user(name)
    client = Client(id=CLIENT_ID, name="Sambayan", skip_consent=True, redirect_uris="\n".join(redirect_uris))
    client.scopes = "openid\nprofile"
    client.set_secret(CLIENT_SECRET)
    client.save()


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def main(folder: str, *redirect_uris: str) -> None:
    configure(folder)
    prepare(list(redirect_uris))
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
