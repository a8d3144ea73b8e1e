"""A real browser in front of a real server."""

import os
import re
import shutil

import pytest
from django.db import connection
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = os.environ.get("SAMBAYAN_CHROMIUM") or shutil.which("chromium") or ""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file: there every thread of the server has a connection of its own, as in production.

    In memory they would share one, and with it their savepoints: two requests at once could break each other.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "journeys.sqlite3")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def is_problem(message) -> bool:
    """An error in the console; a form that was sent back (422) or a refusal (403, 404, 410) is what a test asks for."""
    return message.type == "error" and not re.search(r"status of 4\d\d", message.text)


@pytest.fixture
def visit(chromium, live_server):
    """Open a page of its own: `visit(path, member, width, scheme, script)`; a refused request of the page fails."""
    contexts = []

    def open_page(path="/", *, client=None, viewport=DESK, scheme="light", script=True):
        context = chromium.new_context(
            viewport=viewport, color_scheme=scheme, java_script_enabled=script, base_url=live_server.url
        )
        contexts.append(context)
        if client is not None:
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if is_problem(message) else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((live_server.url, "data:")) else page.problems.append(request.url)
            ),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
