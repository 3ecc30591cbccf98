"""followup verify: whether closed rounds are, to the byte, as they were sealed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from followup.cli.console import (
    PATH,
    argument,
    format_option,
    option,
    show,
    show_json,
    show_sentence,
    tell,
    verb,
    words,
)
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.closed import sealed_folder_of
from followup.flow.gathering.workspace import find_workspace
from followup.flow.verify import VerifiedRound, verify
from followup.locale import _, literal, n_


@verb("verify", VERBS["verify"].sentence)
@argument("folder", _("[FOLDER]"), required=False, type=PATH)
@option(
    "--seal",
    metavar="HEX",
    default="",
    help=_("The seal as it stands in the register, to hold against the folder's own."),
)
@format_option()
def command(folder: Path | None, seal: str, as_format: str, today: date) -> int:
    """Show each round's seal and what is not as it was; exit 1 when anything is not."""
    rounds = verify(folder or sealed_folder_of(find_workspace(None)), seal, Terminal())
    sound = all(verified.is_sound for verified in rounds)
    if as_format == "json":
        show_json({"sound": sound, "rounds": [_as_json(verified) for verified in rounds]})
        return 0 if sound else 1
    for verified in rounds:
        _show(verified)
    if sound:
        tell(
            n_("{n} closed round is as it was sealed.", "{n} closed rounds are as they were sealed.", len(rounds)),
            "good",
        )
    return 0 if sound else 1


def _as_json(verified: VerifiedRound) -> dict[str, Any]:
    faults = verified.faults
    return {
        "folder": str(verified.folder),
        "round": verified.round,
        "sound": verified.is_sound,
        "seal": verified.seal,
        "listed": verified.listed,
        "given": verified.noted_seal,
        **{key: list(getattr(faults, key)) for key in ("changed", "missing", "extra")},
    }


def _show(verified: VerifiedRound) -> None:
    show(f"{verified.folder}  {verified.seal}".rstrip())
    for sentence in verified.sentences:
        show_sentence(f"  {words()(sentence)}")
    if verified.noted_seal and verified.noted_seal == verified.seal:
        show("  " + words()(_("The seal is the one given.")))
    elif not verified.listed and verified.seal:
        tell(
            _(
                "No list of closings is at hand for {round}. Hold the seal in the register against it: followup verify --seal HEX",
                round=literal(verified.round),
            )
        )
