"""`make docs`: draws the lifecycles from their tables and takes the pictures of the documentation from a running demo."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8791
BASE = f"http://127.0.0.1:{PORT}"
PICTURES = (
    # file, persona, path, width, height, language, scheme
    ("start-1280", None, "/", 1280, 900, "id", "light"),
    ("survey-360", None, "/s/demo/#q3", 360, 740, "id", "light"),
    ("plan-1280", "official", "own agreement", 1280, 1000, "id", "light"),
    ("home-1280", "appraiser", "/home/", 1280, 900, "id", "light"),
    ("rating-1280", "appraiser", "next rating", 1280, 1600, "id", "light"),
    ("rating-1280-dark", "appraiser", "next rating", 1280, 1600, "id", "dark"),
    ("explain-360", "official", "explanation", 360, 1400, "id", "light"),
    ("unit-1280", None, "unit", 1280, 1800, "id", "light"),
    ("unit-360-en", None, "unit", 360, 1400, "en", "light"),
    ("units-1280", None, "/units/", 1280, 1100, "id", "light"),
    ("components-1280", None, "/components/", 1280, 1600, "id", "light"),
)


def draw_lifecycles() -> None:
    """One file per lifecycle, drawn from its table."""
    from sambayan.evaluation.rules import CALIBRATION_FLOW, PROPOSAL_FLOW
    from sambayan.cycles.rules import PERIOD_FLOW, YEAR_FLOW
    from sambayan.evaluation.rules import FLOW as evaluation
    from sambayan.objections.rules import FLOW as objections
    from sambayan.growth.rules import COUNSELLING_FLOW, FEEDBACK_FLOW, GUIDANCE_FLOW
    from sambayan.people.rules import IMPORT_FLOW as people_imports
    from sambayan.planning.rules import FLOW as planning
    from sambayan.planning.rules.goals import CONTRACT_FLOW, GOAL_FILE_FLOW
    from sambayan.surveys.rules import IMPORT_FLOW, SURVEY_FLOW

    titles = {
        "planning": ("Performance agreement", planning),
        "evaluation": ("Performance evaluation", evaluation),
        "calibration": ("Calibration session", CALIBRATION_FLOW),
        "proposal": ("Calibration proposal", PROPOSAL_FLOW),
        "objections": ("Objection", objections),
        "surveys": ("Satisfaction survey", SURVEY_FLOW),
        "imports": ("Imported file of answers", IMPORT_FLOW),
        "cycles": ("Performance year", YEAR_FLOW),
        "periods": ("Evaluation period", PERIOD_FLOW),
        "people_imports": ("File of employees or offices", people_imports),
        "contracts": ("Performance contract", CONTRACT_FLOW),
        "goal_files": ("File of key indicators", GOAL_FILE_FLOW),
        "feedback": ("Continuous feedback", FEEDBACK_FLOW),
        "guidance": ("Performance guidance", GUIDANCE_FLOW),
        "counselling": ("Performance counselling", COUNSELLING_FLOW),
    }
    for name, (title, flow) in titles.items():
        text = f"# {title}\n\nDrawn by `make docs` from the table in the rules.\n\n```mermaid\n{flow.mermaid()}```\n"
        (ROOT / "docs" / "states" / f"{name}.md").write_text(text)
        print(f"docs: states/{name}.md")


def serve(var: str) -> subprocess.Popen:
    """Start the demo on a port of its own and wait until it answers."""
    environment = {**os.environ, "PORT": str(PORT), "SAMBAYAN_VAR": var, "SAMBAYAN_MODE": "demo"}
    server = subprocess.Popen([sys.executable, "-m", "sambayan.config.serve"], env=environment, start_new_session=True)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{BASE}/", timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return server
    raise SystemExit("docs: the demo did not start")


def _find(page, path: str) -> str:
    """Turn the words of the table above into an address, as a person would: by following links."""
    if path == "own agreement":
        page.goto(f"{BASE}/agreements/")
        return page.locator("main a[href*='/agreements/']:not([href$='start/'])").first.get_attribute("href")
    if path == "next rating":
        page.goto(f"{BASE}/home/")
        return page.locator("a[href$='/rate/']").first.get_attribute("href")
    if path == "explanation":
        page.goto(f"{BASE}/home/")
        return page.locator("a[href$='/explain/']").first.get_attribute("href")
    if path == "unit":
        page.goto(f"{BASE}/s/demo/")
        page.goto(f"{BASE}/units/")
        return page.locator("main a[href^='/units/samsat']").first.get_attribute("href")
    return path


def take_pictures() -> None:
    """All pictures of the table, in a browser of their own each."""
    from playwright.sync_api import sync_playwright

    images = ROOT / "docs" / "images"
    images.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("SAMBAYAN_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for name, persona, path, width, height, language, scheme in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1
            )
            page = context.new_page()
            if persona:
                page.goto(f"{BASE}/sign-in/")
                page.locator(f"form[action$='/as/{persona}/'] button").first.click()
                page.wait_for_url("**/home/")
            address = _find(page, path)
            page.goto(f"{BASE}{address}{'?lang=en' if language == 'en' else ''}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=images / f"{name}.png")
            print(f"docs: images/{name}.png")
            context.close()
        browser.close()


def main() -> None:
    draw_lifecycles()
    if "--states" in sys.argv:
        return
    with tempfile.TemporaryDirectory() as var:
        server = serve(var)
        try:
            take_pictures()
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=20)


if __name__ == "__main__":
    main()
