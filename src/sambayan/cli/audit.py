"""`sambayan audit verify`: the record against its checkpoints, from an exported file or from the live database."""

import subprocess
import sys

import click

from .messages import Words
from .options import command


def commands(words: Words) -> list[click.Command]:
    """The commands of this group."""
    params: list[click.Parameter] = [
        click.Argument(["file"], metavar="[FILE]", required=False),
        click.Option(["--checkpoint"], metavar="FILE", multiple=True, help=words("help.checkpoint")),
        click.Option(["--key"], metavar="KEY", multiple=True, help=words("help.key")),
    ]
    return [command("verify", words, audit_verify, params)]


def audit_verify(_words: Words, file: str | None, checkpoint: tuple[str, ...], key: tuple[str, ...]) -> int:
    """0 when everything agrees, 1 at the first that does not, 2 when something cannot be read."""
    held = [word for name in checkpoint for word in ("--checkpoint", name)]
    held += [word for each in key for word in ("--key", each)]
    if file is not None:
        from sambayan.audit.scripts import verify  # noqa: PLC0415

        code: int = verify.main([file, *held])
        return code
    live = [sys.executable, "-m", "sambayan.config.record", "verify", *held]
    return subprocess.run(live, check=False).returncode  # noqa: S603 - our own module
