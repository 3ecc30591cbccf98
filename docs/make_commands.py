"""Write docs/commands.md from the commands themselves: ``python docs/make_commands.py``; ``--print`` only shows it.

The text is made from what the commands declare, not from how the terminal draws it: the same with every version of
click and every width.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import click  # noqa: E402

from followup.cli import console  # noqa: E402
from followup.cli.help_pages import EVERY_COMMAND  # noqa: E402
from followup.cli.program import VERBS  # noqa: E402

INTRODUCTION = r"""# Kommandon

Gjord av `docs/make_commands.py`; ändra inte här. Varje kommando har också `--help` (eller `-h`), och `followup help merge` är
detsamma som `followup merge --help`.

`followup` ensamt säger var du är och vad du gör härnäst. Ett kommando, ett tillval eller ett namn som är felstavat får ett förslag:
`followup mrege` svarar *Menade du merge?*

`python -m followup` gör detsamma som `followup`. `--language sv` eller `--language en` väljer meddelandenas språk; utan det gäller
miljövariabeln `FOLLOWUP_LANGUAGE`, sedan datorns språk om det är svenska eller engelska, annars svenska.

Bara resultatet skrivs till standard output; allt annat till standard error. Med `--quiet` sägs inget utom resultatet och det som är
fel, med `--verbose` också vilken fil som läses och skrivs och hur lång tid varje steg tar. `--log FIL` skriver allt detta med tider i
en fil, till supporten; finns filen fortsätter den. Det som tar mer än en stund visar hur långt det har kommit, med tiden som är kvar
och filens namn; inget av det syns när utmatningen går till en fil eller ett annat program. Lika iakttagelser i fler än tre filer står
en gång, med antalet och de första filerna; `--format json` har var och en.

Kommandona slutar med:

| Kod | Betyder |
|---|---|
| 0 | klart; inget att rätta |
| 1 | klart, men något behöver rättas |
| 2 | gick inte att köra: fel argument, planen saknas eller har fel, resultatet gick inte att skriva, inget giltigt underlag |
| 70 | fel i programmet självt; raden som skrivs säger vad som ska rapporteras |
| 130 | avbrutet |

## Tabbtangenten

Kommandon, tillval, enheter, dokument, styrmått och exempel fylls i när du trycker på tabbtangenten. Det slås på en gång, med en rad
sist i skalets egen fil:

| Skal | Fil | Rad |
|---|---|---|
| bash | `~/.bashrc` | `eval "$(_FOLLOWUP_COMPLETE=bash_source followup)"` |
| zsh | `~/.zshrc` | `eval "$(_FOLLOWUP_COMPLETE=zsh_source followup)"` |
| fish | `~/.config/fish/completions/followup.fish` | `_FOLLOWUP_COMPLETE=fish_source followup \| source` |

bash ska vara av version 4.4 eller senare; den som följer med macOS är äldre, men zsh är det vanliga skalet där. I PowerShell och
Kommandotolken finns det inte.
"""


def document() -> str:
    """The whole page, in Swedish."""
    console.choose_language(["--language=sv"])
    parts = [INTRODUCTION, "\n".join(_of_every_command())]
    for name, verb in VERBS.items():
        command = importlib.import_module(f"followup.cli.commands.{verb.module}").command
        parts += _sections(command, f"followup {name}")
    return "\n".join(parts)


def _of_every_command() -> Iterator[str]:
    """The options that all have, once."""
    command = importlib.import_module("followup.cli.commands.check").command
    context = click.Context(command, info_name="check")
    yield "## Tillval som alla kommandon har\n"
    yield from (_option(each, context) for each in _options(command) if each.name in EVERY_COMMAND)
    yield ""


def _options(command: click.Command) -> list[click.Option]:
    return [each for each in command.params if isinstance(each, click.Option)]


def _sections(command: click.Command, name: str) -> Iterator[str]:
    """A section for a command, or for each command of a group."""
    if isinstance(command, click.Group):
        for key, inner in command.commands.items():
            yield from _sections(inner, f"{name} {key}")
        return
    lines = [f"## {name}", "", command.help or "", "", "```", " ".join([name, *_arguments(command)]), "```", ""]
    context = click.Context(command, info_name=name)
    lines += [_option(each, context) for each in _options(command) if each.name not in EVERY_COMMAND]
    examples = getattr(command, "examples", ())
    lines += ["", "Exempel:", ""] if examples else []
    lines += [f"* `{typed}`: {console.words()(what)}" for typed, what in examples]
    yield "\n".join([*lines, ""])


def _arguments(command: click.Command) -> Iterator[str]:
    """The place of the options and the arguments, as they are typed."""
    yield "[TILLVAL]"
    for each in command.params:
        if isinstance(each, click.Argument):
            yield each.metavar or (each.name or "").upper()


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record is not None, "every option has help"
    return f"* `{record[0]}`: {option.help}"


def main() -> None:
    """Write the page, or show it."""
    text = document()
    if "--print" in sys.argv[1:]:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    (HERE / "commands.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
