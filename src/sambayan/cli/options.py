"""Arguments, options and the command class all commands share."""

from collections.abc import Callable
from functools import partial

import click

from .messages import CommandError, Words


class PlainCommand(click.Command):
    """A command whose surplus words are refused in our own sentence."""

    def invoke(self, ctx: click.Context) -> object:
        """Run, unless there are more words than arguments."""
        if ctx.args:
            raise CommandError("error.extra", word=ctx.args[0], usage=usage(ctx))
        return super().invoke(ctx)


def command(
    name: str, words: Words, callback: Callable[..., int | None], params: list[click.Parameter]
) -> click.Command:
    """A command with --json and --lang, its help in the language of `words`."""
    key = callback.__name__
    return PlainCommand(
        name,
        callback=partial(callback, words),
        params=[*params, lang(words), help_option(words)],
        help=words(f"help.{key}"),
        add_help_option=False,
        context_settings={"allow_extra_args": True},
    )


def argument(name: str, metavar: str) -> click.Argument:
    """A required word."""
    return click.Argument([name], metavar=metavar)


def option(name: str, words: Words, *, metavar: str, default: str | None = None) -> click.Option:
    """An option with a value; its help is `help.<name>`."""
    key = name.removeprefix("--").replace("-", "_")
    if default is None:
        return click.Option([name, key], metavar=metavar, help=words(f"help.{key}"))
    return click.Option([name, key], metavar=metavar, default=default, show_default=True, help=words(f"help.{key}"))


def required_option(name: str, words: Words, *, metavar: str) -> click.Option:
    """An option that must be given; its help is `help.<name>`."""
    return click.Option([name], metavar=metavar, required=True, help=words(f"help.{name.removeprefix('--')}"))


def json_flag(words: Words) -> click.Option:
    """--json."""
    return click.Option(["--json", "as_json"], is_flag=True, help=words("help.json"))


def lang(words: Words) -> click.Option:
    """--lang; it has been read before the command is built."""
    return click.Option(["--lang"], metavar="id|en", expose_value=False, help=words("help.lang"))


def help_option(words: Words) -> click.Option:
    """--help with its own help in the language of `words`."""

    def show(ctx: click.Context, _param: click.Parameter, is_asked: object) -> None:
        if is_asked and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=words("help.options"),
    )


def usage(ctx: click.Context | None) -> str:
    """What must be written, such as "sambayan workdays FROM --add N"."""
    if ctx is None:
        return "sambayan --help"
    words = [ctx.command_path]
    for param in ctx.command.params:
        if isinstance(param, click.Argument):
            words.append(param.make_metavar(ctx))
        elif param.required:
            words.append(f"{param.opts[0]} {param.make_metavar(ctx)}")
    return " ".join(words)
