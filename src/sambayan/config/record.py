"""`python -m sambayan.config.record verify|export|leaves|prove|continue|key`: the record from the command line.

`verify [--checkpoint FILE]... [--key KEY]...` goes through the live database, row by row, in bounded memory.
`export` and `leaves` write the record as JSON lines, with and without its personal part. `prove INDEX [SIZE]` proves
that an event is in the tree, `continue OLD_SIZE [SIZE]` that one tree continues another. `key` writes a new private
key for SAMBAYAN_CHECKPOINT_KEY. Exit codes as of the verifier: 0 sound, 1 wrong, 2 cannot be read.
"""

import base64
import json
import os
import secrets
import sys
from collections.abc import Callable
from typing import Any

USAGE = 2


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    if arguments == ["key"]:
        print(base64.b64encode(secrets.token_bytes(32)).decode())
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambayan.config.settings")
    import django  # noqa: PLC0415 - settings first

    django.setup()

    from sambayan.audit import queries  # noqa: PLC0415

    if arguments[:1] == ["verify"]:
        return _verify(arguments[1:])
    proofs = {"prove": queries.inclusion, "continue": queries.consistency}
    if len(arguments) in (2, 3) and arguments[0] in proofs:
        return _proof(proofs[arguments[0]], arguments[1:])
    streams = {"export": queries.lines, "leaves": queries.sealed_lines}
    if len(arguments) != 1 or arguments[0] not in streams:
        print(__doc__, file=sys.stderr)
        return USAGE
    for piece in queries.written(streams[arguments[0]]()):
        sys.stdout.write(piece)
    return 0


def _proof(prove: Callable[..., dict[str, Any]], numbers: list[str]) -> int:
    try:
        print(json.dumps(prove(*map(int, numbers))))
    except (ValueError, IndexError) as error:
        print(error, file=sys.stderr)
        return USAGE
    return 0


def _verify(arguments: list[str]) -> int:
    from sambayan.audit import queries  # noqa: PLC0415
    from sambayan.audit.scripts import verify  # noqa: PLC0415

    given: dict[str, list[str]] = {"--checkpoint": [], "--key": []}
    for name, value in zip(arguments[::2], arguments[1::2], strict=False):
        if name in given:
            given[name].append(value)
    if len(arguments) != 2 * sum(map(len, given.values())):
        print(__doc__, file=sys.stderr)
        return USAGE
    code: int = verify.report(queries.lines(), given["--checkpoint"], given["--key"])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
