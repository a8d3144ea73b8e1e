"""The English words: `python -m sambayan.common.translations` compiles them, `--update` collects, `--check` verifies.

Texts in code and templates are Indonesian; `locale/en` holds the English. Nothing but Python is needed: Django turns a
template into calls, Babel finds the calls, polib reads and writes the catalogue.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "noop": None,
    "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")


def sources() -> Iterator[tuple[Path, str]]:
    """Every file that may hold words, as Python: templates are turned into calls by Django."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.html")):
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield path, "\n".join(line.strip() for line in calls.splitlines())


def collected() -> dict[tuple[str, str | None], polib.POEntry]:
    """All words in use, by text and plural, as entries without a translation."""
    found: dict[tuple[str, str | None], polib.POEntry] = {}
    for path, text in sources():
        place = str(path.relative_to(PACKAGE))
        for _line, message, _comments, _context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            single, plural = message if isinstance(message, tuple) else (message, None)
            if not single:
                continue
            entry = found.setdefault((single, plural), polib.POEntry(msgid=single, msgid_plural=plural or ""))
            if (place, "") not in entry.occurrences:
                entry.occurrences.append((place, ""))
            if "%(" in single and "python-format" not in entry.flags:
                entry.flags.append("python-format")
    return found


def catalogue() -> polib.POFile:
    """The English catalogue as it is on disk, or an empty one."""
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=110)
    file = polib.POFile(wrapwidth=110)
    file.metadata = {
        "Language": "en",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return file


def update() -> None:
    """Bring the catalogue in line with the words in use; known translations are kept, unused ones leave."""
    old = {(entry.msgid, entry.msgid_plural or None): entry for entry in catalogue()}
    file = catalogue()
    file.clear()
    for key, entry in sorted(collected().items(), key=lambda item: item[0][0]):
        if key in old:
            entry.msgstr, entry.msgstr_plural = old[key].msgstr, old[key].msgstr_plural
        elif key[1]:
            entry.msgstr_plural = {0: "", 1: ""}
        file.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(CATALOGUE))


def faults() -> list[str]:
    """What is wrong with the catalogue: a word missing, unused, untranslated, or with other placeholders."""
    used, have = collected(), {(entry.msgid, entry.msgid_plural or None): entry for entry in catalogue()}
    found = [f"missing: {key[0]!r} ({used[key].occurrences[0][0]})" for key in used.keys() - have.keys()]
    found += [f"unused: {key[0]!r}" for key in have.keys() - used.keys()]
    for (text, _plural), entry in have.items():
        words = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(words):
            found.append(f"untranslated: {text!r}")
        elif set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(words[-1])):
            found.append(f"placeholders differ: {text!r}")
    return sorted(found)


def compile_all() -> None:
    """Write the compiled catalogue next to the source where it is older than the source."""
    target = CATALOGUE.with_suffix(".mo")
    if CATALOGUE.exists() and (not target.exists() or target.stat().st_mtime < CATALOGUE.stat().st_mtime):
        catalogue().save_as_mofile(str(target))
        print("translations: compiled")


def main(arguments: list[str]) -> int:
    """Run one of the three commands; 1 when `--check` finds faults."""
    settings.configure(USE_I18N=True)
    django.setup()
    if "--update" in arguments:
        update()
    if "--check" in arguments:
        found = faults()
        print("\n".join(found) or "translations: complete")
        return 1 if found else 0
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
