"""How commands are shown on help pages: in groups, with examples, and no line cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from followup.cli.language import words
from followup.cli.misspelt import HELP_WORDS, no_command, too_many
from followup.locale import Message, _

Example = tuple[str, Message]
"""A command as it is typed, and what it does."""
NARROWEST, WIDEST = 40, 100
"""Columns of a help page: that of the terminal within these."""
EVERY_COMMAND = ("language", "today", "quiet", "verbose", "log", "help")
"""The options that every command has: they stand last, under a heading of their own."""


class HelpfulCommand(click.Command):
    """A command whose help page has examples, and its own options before those that every command has."""

    examples: Sequence[Example] = ()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it; but of more than is asked for our own sentence."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            ctx.fail(words()(too_many(ctx.args, self, ctx.command_path)))
        return rest

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its own options, then those of every command."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [(option.name, record) for option in options if (record := option.get_help_record(ctx))]
        own = [record for name, record in records if name not in EVERY_COMMAND]
        shared = [record for name, record in records if name in EVERY_COMMAND]
        for title, listed in ((_("Options"), own), (_("Of every command"), shared)):
            if listed:
                with formatter.section(words()(title)):
                    formatter.write_dl(listed)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, then the examples: most who ask for help need no more."""
        super().format_help_text(ctx, formatter)
        write_examples(self.examples, formatter)


def write_examples(examples: Iterable[Example], formatter: click.HelpFormatter) -> None:
    """Each as it is typed, and under it what it does: beside each other they would not fit."""
    examples = list(examples)
    if not examples:
        return
    with formatter.section(words()(n_examples(len(examples)))):
        for typed, what in examples:
            formatter.write(f"{'':>{formatter.current_indent}}{typed}\n")
            with formatter.indentation():
                formatter.write_text(words()(what))


def n_examples(count: int) -> Message:
    """The heading of so many examples."""
    return _("Example") if count == 1 else _("Examples")


class HelpfulGroup(click.Group):
    """A group of commands that knows misspelt ones, and Swedish words for them."""

    also: Mapping[str, str] = {}
    """Other words for its commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; ``help merge`` is ``merge --help``. A sentence for one that there is not."""
        name = args[0]
        if name.casefold() in HELP_WORDS and name not in self.list_commands(ctx):
            args = [*args[1:], "--help"]
            name = args[0]
            if name == "--help":
                click.echo(ctx.get_help(), color=ctx.color)
                ctx.exit()
        elif name.casefold() in self.list_commands(ctx):
            args = [name.casefold(), *args[1:]]
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing and not name.startswith("-"):
            commands = self.list_commands(ctx)
            ctx.fail(words()(no_command(name, commands, self.also, ctx.command_path)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each with its whole sentence."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        listed = [(name, command.help or "") for name, command in commands if command is not None]
        with formatter.section(words()(_("Commands"))):
            formatter.write_dl(listed)
