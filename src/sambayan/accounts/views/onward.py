"""Where somebody goes after proving who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from sambayan.accounts.rules import Proof, Step

REFUSALS = {
    Step.LIMITED: _("Terlalu banyak percobaan. Coba lagi satu jam kemudian, atau atur ulang kata sandi."),
    Step.REFUSED: _("NIP atau surel dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
}
WRONG_CODE = _("Kode tidak cocok atau sudah terpakai. Tunggu kode berikutnya, lalu coba lagi.")


def safe(request: HttpRequest, target: str) -> str:
    """`target` if it is a page of this house, else home."""
    here = {request.get_host()}
    inside = url_has_allowed_host_and_scheme(target, allowed_hosts=here, require_https=request.is_secure())
    return target if inside and target.startswith("/") else reverse("notices:home")


def onward(request: HttpRequest) -> str:
    """Where the form or the address says to go."""
    return safe(request, request.POST.get("next") or request.GET.get("next") or "")


def recent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for the password again when the last proof is older than a few minutes."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if Proof.of(request.session).is_fresh(timezone.now()):
            return view(request, *args, **kwargs)
        back = request.path if request.method in ("GET", "HEAD") else reverse("accounts:account")
        return redirect(f"{reverse('accounts:confirm_password')}?{urlencode({'next': back})}")

    return checked
