"""The page that lies in a workspace and says what is where, and what comes after what.

It has no links: a browser would save a copy of the plan elsewhere, and somebody would fill in that one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from followup.locale import Message, Words, _
from followup.outputs.page import render_page

TITLE = _("Read me")
INTRO = _(
    "This folder is one round of follow-up: the plan, the templates that go out, the answers that come in, and what is "
    "made of them."
)


class Step(NamedTuple):
    """What to do, the file in the workspace that is for it, if there is one, and the command that does the same."""

    file: str
    text: Message
    command: str = ""


class FolderLine(NamedTuple):
    """A file or a folder of the workspace, and what it holds."""

    name: str
    text: str


SAY = {
    "steps": _("In this order"),
    "places": _("What is where"),
    "place": _("File or folder"),
    "holds": _("Holds"),
    "know": _("Good to know"),
}
PLACES: Mapping[str, Message] = {
    "plan.xlsx": _("What is followed up, by whom, and until when. You decide all of it here."),
    "decisions.xlsx": _("What you decide on the way: judgements, remarks that are accepted, questions to units."),
    "templates": _("A workbook for each unit, to send."),
    "inbox": _("The answers as they came: workbooks, mails or zip files. followup never changes anything here."),
    "returned": _("Copies of answers with the cells to correct marked, to send back."),
    "output": _("The regional workbook and the documents."),
    "record": _("Everything that the last merge knew, for the next round. Keep it."),
    "program": _("What the numbered files run."),
}
KNOW = (
    _("Merge as often as you like: the results are made anew, and what somebody has edited is never overwritten."),
    _("Nothing is sent anywhere: followup only reads and writes on this computer."),
    _("Information on single patients must not be here."),
    _("To learn more: followup guide"),
)


def steps_of(numbered: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps of a round; ``numbered`` has the files to double-click by the command that each runs."""
    return (
        Step("plan.xlsx", _("fill in the yellow cells and save.")),
        Step(numbered["plan"], _("says what is wrong or missing in the plan, with the cell. The same:"), "followup plan check"),
        Step(numbered["template"], _("makes a workbook for each unit in the folder templates. Send them. The same:"), "followup template"),
        Step("inbox", _("save the answers here as they come.")),
        Step(numbered["check"], _("says what is to be corrected in the answers, and marks it in copies to send back. The same:"),
             "followup check --return-to returned"),
        Step("", _("See who has answered and who is left:"), "followup status"),
        Step(numbered["merge"], _("makes the regional workbook and the summary in the folder output. The same:"), "followup merge"),
        Step(numbered["report"], _("makes the documents that the plan has. The same:"), "followup report --all"),
        Step("", _("When the round is over, seal it:"), "followup close"),
        Step(numbered["new"], _("begins the next round, with targets and earlier outcomes carried over. The same:"),
             "followup new --from ."),
    )  # fmt: skip


def readme_page(numbered: Mapping[str, str], words: Words) -> str:
    """The page, complete in itself."""
    return render_page(
        "readme.html",
        language=words.language,
        title=words(TITLE),
        intro=words(INTRO),
        steps=[{"file": step.file, "text": words(step.text), "command": step.command} for step in steps_of(numbered)],
        places=[FolderLine(name, words(text)) for name, text in PLACES.items()],
        know=[words(line) for line in KNOW],
        say={key: words(text) for key, text in SAY.items()},
    )
