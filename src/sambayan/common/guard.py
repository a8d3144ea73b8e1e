"""May I? A guard answers *why not*; the same answer serves the action, the page, the button and the API."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor
from sambayan.common.flow import Flow
from sambayan.common.words import Labelled


@dataclass(frozen=True)
class Refusal:
    """Why not, in words for the person refused, and who could do it."""

    message: Any
    who: Any = ""

    def __str__(self) -> str:
        return f"{self.message} {self.who}".strip()


class Denied(Exception):  # noqa: N818 - reads as the sentence it is: raise Denied(refusal)
    """An action was refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


Answer = Refusal | None


@dataclass(frozen=True)
class Guard:
    """A pure question about actor and thing, combined with `&` (all must hold) and `|` (one must hold)."""

    answer: Callable[[Actor, Any], Answer]

    def __call__(self, actor: Actor, thing: Any) -> Answer:
        return self.answer(actor, thing)

    def __and__(self, other: "Guard") -> "Guard":
        return Guard(lambda actor, thing: self(actor, thing) or other(actor, thing))

    def __or__(self, other: "Guard") -> "Guard":
        def answer(actor: Actor, thing: Any) -> Answer:
            refusal = self(actor, thing)
            return refusal if refusal and other(actor, thing) else None

        return Guard(answer)


def in_state(flow: Flow[Any], verb: str, states: type[Labelled]) -> Guard:
    """The guard that the thing's `state` allows `verb`; the refusal names the present and the needed state."""

    def answer(actor: Actor, thing: Any) -> Answer:
        if flow.allows(thing.state, verb):
            return None
        needed = " / ".join(gettext(start.label) for start in flow.moves[verb][0] if start is not None)
        return Refusal(
            _("Belum bisa: keadaannya sekarang “{now}”, yang diperlukan “{needed}”.").format(
                now=gettext(states(thing.state).label), needed=needed
            )
        )

    return Guard(answer)


RIGHTS: dict[str, Guard] = {}


def rights(table: dict[str, Guard]) -> dict[str, Guard]:
    """Declare a room's table of rights; a right declared twice is an error."""
    twice = RIGHTS.keys() & table.keys()
    if twice:
        raise ValueError(f"declared twice: {sorted(twice)}")
    RIGHTS.update(table)
    return table


def why_not(right: str, actor: Actor | None, thing: Any = None) -> Answer:
    """The refusal that stands between this actor and this right, or None when it may be done."""
    if actor is None:
        return Refusal(_("Anda perlu masuk lebih dahulu."))
    return RIGHTS[right](actor, thing)


def require(right: str, actor: Actor | None, thing: Any = None) -> None:
    """Raise Denied with the reason unless the actor may do this."""
    refusal = why_not(right, actor, thing)
    if refusal:
        raise Denied(refusal)


class Request(HttpRequest):
    """The request of somebody who has signed in; the middleware puts the actor in place."""

    actor: Actor


View = Callable[..., HttpResponse]
Load = Callable[..., Any]
Seen = Callable[..., Any]


def _declared(view: View, wrapped: View, guard: str, methods: tuple[str, ...]) -> View:
    @wraps(view)
    def checked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        return wrapped(request, **kwargs)

    checked.guard = guard  # type: ignore[attr-defined]
    checked.methods = methods  # type: ignore[attr-defined]
    return checked


READ = ("GET", "HEAD")
WRITE = ("POST",)
FORM = ("GET", "HEAD", "POST")


def public(*methods: str) -> Callable[[View], View]:
    """Declare a route open to everybody, with the methods it answers."""
    return lambda view: _declared(view, view, "public", methods or READ)


def signed_in(*methods: str) -> Callable[[View], View]:
    """Declare a route open to everybody who has signed in."""

    def decorate(view: View) -> View:
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.actor is None:  # type: ignore[attr-defined]
                return redirect_to_login(request.get_full_path())
            return view(request, **kwargs)

        return _declared(view, wrapped, "signed_in", methods or READ)

    return decorate


def needs(right: str, *methods: str, load: Load | None = None, seen: Seen | None = None) -> Callable[[View], View]:
    """Declare the right a route needs.

    With `load` the path's arguments are turned into the thing first (None is a 404, so nothing is learned about
    what does not exist), the right is asked about it, and the view receives the thing. With `seen`, a page that was
    granted and read is told to it: `seen(thing, right, by=actor, at=now)`.
    """

    def decorate(view: View) -> View:
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            actor = request.actor  # type: ignore[attr-defined]
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if load is None:
                require(right, actor)
                return view(request, **kwargs)
            thing = load(**kwargs)
            if thing is None:
                raise Http404
            require(right, actor, thing)
            if seen is not None and request.method == "GET":
                seen(thing, right, by=actor, at=timezone.now())
            return view(request, thing)

        return _declared(view, wrapped, right, methods or READ)

    return decorate
