"""What was typed and is not there: one sentence that says so, with what it may have been meant for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from followup.cli.language import words
from followup.locale import Message, _, literal
from followup.locale.nearest import nearest, one_of

HELP_WORDS = ("help", "hjälp")
"""What a person types for help, where a command stands otherwise."""
AS_OPTIONS: Mapping[str, str] = {
    "--hjälp": "--help",
    "--hjalp": "--help",
    "--versionen": "--version",
    "--tyst": "--quiet",
    "--mapp": "--into",
    "--till": "--into",
    "--enhet": "--unit",
    "--språk": "--language",
    "--inkorg": "--inbox",
    "--idag": "--today",
    "--publicerad": "--published",
    "--publicerat": "--published",
    "--makron": "--macros",
    "--alla": "--all",
    "--mallar": "--templates",
    "--output": "--into",
    "--out": "--into",
    "--date": "--today",
    "--mål": "--measure",
}
"""Options as they would be called in Swedish, or in other programs."""


def no_command(name: str, commands: Iterable[str], also: Mapping[str, str], program: str) -> Message:
    """A command that there is not; ``also`` are other words for those that there are."""
    names = list(commands)
    if Path(name).is_file():
        return _(
            "{name} is a file: write a command before it, for example {program} check {name}",
            name=literal(name),
            program=literal(program),
        )
    meant = [also[name.casefold()]] if name.casefold() in also else nearest(name, [*names, *also])
    near = dict.fromkeys(also.get(other, other) for other in meant)
    if near:
        return _("There is no command {name}. Did you mean {near}?", name=literal(name), near=one_of(near))
    return _(
        "There is no command {name}. All that there are: {program} --help", name=literal(name), program=literal(program)
    )


def no_option(name: str, command: click.Command, program: str) -> Message:
    """An option that the command has not."""
    options = [name for option in command.params if isinstance(option, click.Option) for name in option.opts]
    options += ["--help"]
    instead = AS_OPTIONS.get(name.casefold(), "")
    near: Sequence[str] = [instead] if instead in options else nearest(name, options)
    if near:
        return _("There is no option {name} here. Did you mean {near}?", name=literal(name), near=one_of(near))
    return _(
        "There is no option {name} here. All that there are: {program} --help",
        name=literal(name),
        program=literal(program),
    )


def too_many(texts: Sequence[str], command: click.Command, program: str) -> Message:
    """What stands behind all that the command takes; a folder of answers has an option of its own."""
    named = literal(" ".join(texts))
    if any(param.name == "inbox" for param in command.params):
        return _(
            "{program} reads the inbox unasked, so leave out “{texts}”; another folder is named so: --inbox {texts}",
            program=literal(program),
            texts=named,
        )
    return _("{program} takes no “{texts}”: leave it out.", program=literal(program), texts=named)


class OneOf(click.Choice[str]):
    """A word of a few, with what another one may have been meant for."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, whatever its capitals, or a sentence."""
        by_fold = {choice.casefold(): choice for choice in self.choices}
        if (known := by_fold.get(str(value).casefold())) is not None:
            return known
        near, known_words = nearest(str(value), self.choices), literal(", ".join(self.choices))
        sentence = (
            _("“{value}” is none of {choices}. Did you mean {near}?", near=one_of(near))
            if near
            else _("“{value}” is none of {choices}.")
        )
        refusal = words()(sentence.filled(value=literal(str(value)), choices=known_words))
        raise click.BadParameter(refusal, ctx, param)
