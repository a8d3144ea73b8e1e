"""The tables beside this module, read once."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """One YAML file of the demo."""
    loaded: dict[str, Any] = yaml.load((_HERE / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def offices_of_the_province() -> list[dict[str, str]]:
    """The 42 offices of `opd.csv`; where the list is from stands in `units.yaml`."""
    with (_HERE / "opd.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
