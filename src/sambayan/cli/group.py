"""The root command, the language, and one clear line for every wrong input."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from . import audit, calendar, evaluation, survey
from .messages import DEFAULT_LANGUAGE, LANGUAGES, CommandError, Words
from .options import help_option, lang, usage
from .parsing import one_of

WRONG_INPUT = 2
BROKEN_PIPE = 1
COMMAND_NAME = "sambayan"
FLAGS = ("--json", "--help")


class PlainGroup(click.Group):
    """A group that refuses unknown commands in our own sentence."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first; CommandError if there is none of this name."""
        if self.get_command(ctx, args[0]) is None:
            accepted = ", ".join(self.list_commands(ctx))
            raise CommandError("error.command", word=args[0], accepted=accepted)
        return super().resolve_command(ctx, args)


def main() -> NoReturn:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; 0, or 2 after one line on standard error that says what is wrong."""
    words = Words(DEFAULT_LANGUAGE)
    try:
        words = Words(_language(arguments))
        result = build(words).main(list(arguments), COMMAND_NAME, standalone_mode=False)
    except CommandError as error:
        return _refuse(error.text(words), words)
    except click.UsageError as error:
        return _refuse(_usage_problem(error).text(words), words)
    except BrokenPipeError:  # the reader (head, less) has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _refuse(CommandError("error.output", reason=error.strerror or "").text(words), words)
    return result if isinstance(result, int) else 0


def build(words: Words) -> click.Group:
    """The whole command tree in one language; other rooms may add commands to it."""
    root = group(COMMAND_NAME, words, "help.group")
    skm = group("skm", words, "help.skm")
    for command in survey.commands(words):
        skm.add_command(command)
    record = group("audit", words, "help.audit")
    for command in audit.commands(words):
        record.add_command(command)
    for command in (skm, record, *evaluation.commands(words), *calendar.commands(words)):
        root.add_command(command)
    return root


def group(name: str, words: Words, help_key: str) -> PlainGroup:
    """A group of commands."""
    return PlainGroup(
        name,
        help=words(help_key),
        callback=_show_help,
        params=[lang(words), help_option(words)],
        add_help_option=False,
        invoke_without_command=True,
    )


@click.pass_context
def _show_help(ctx: click.Context) -> None:
    """List the commands when none is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _language(arguments: Sequence[str]) -> str:
    """The last --lang anywhere on the line."""
    found = DEFAULT_LANGUAGE
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif word.startswith("--lang="):
            found = word.partition("=")[2]
    return one_of(found, LANGUAGES, "lang")


def _usage_problem(error: click.UsageError) -> CommandError:
    if isinstance(error, click.NoSuchOption):
        is_number = error.option_name.lstrip("-").replace(".", "").isdigit()
        return CommandError("error.negative" if is_number else "error.option", word=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        is_flag = error.option_name in FLAGS
        return CommandError("error.option_no_value" if is_flag else "error.option_value", word=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        is_option = isinstance(error.param, click.Option)
        name = error.param.opts[0] if is_option else error.param.make_metavar(_context(error))
        return CommandError("error.missing", word=name, usage=usage(error.ctx))
    return CommandError("error.usage", usage=usage(error.ctx))


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command(COMMAND_NAME))


def _refuse(text: str, words: Words) -> int:
    click.echo(words("error.prefix", text=" ".join(text.split())), err=True)
    return WRONG_INPUT
