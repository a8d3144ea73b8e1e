"""The command line: calculates without a server or a database."""

from .group import main, run

__all__ = ["main", "run"]
