"""followup new: a workspace with an empty plan, with an example's, or with that of the round before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from followup.cli.console import PATH, argument, day_option, option, path_option, show, tell, verb, words
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import PLAN
from followup.flow.new import make_workspace
from followup.flow.next_round import start_next_round
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal, n_
from followup.plan.workbook.next_round import NextRound


@verb("new", VERBS["new"])
@argument("folder", _("FOLDER"), type=PATH)
@option(
    "--example",
    default=None,
    metavar=words()(_("NAME")),
    help=_("Start from a bundled example instead of an empty plan."),
)
@path_option("--from", "earlier", help=_("The workspace of the round before, whose plan and figures are carried over."))
@option(
    "--round", "round_", default=None, metavar=words()(_("NAME")), help=_("The round to come, for example T2 2022.")
)
@day_option("--period-from", help=_("First day of the period that is reported."))
@day_option("--period-to", help=_("Last day of the period."))
@day_option("--deadline", help=_("Last day to answer."))
def command(
    folder: Path,
    example: str | None,
    earlier: Path | None,
    round_: str | None,
    period_from: date | None,
    period_to: date | None,
    deadline: date | None,
    today: date,
) -> int:
    """Write the workspace; refuse one that has a plan already."""
    if earlier is not None:
        return _start_next_round(folder, earlier, NextRound(round_ or "", period_from, period_to, deadline), today)
    if round_ or period_from or period_to or deadline:
        raise CouldNotRun(_("--round and the days are for a round after another: name its workspace with --from."))
    make_workspace(folder, example, Terminal())
    show(str(folder / PLAN))
    tell(_("Fill in plan.xlsx, then: followup plan check; followup template"), "good")
    return 0


def _start_next_round(folder: Path, earlier: Path, to_come: NextRound, today: date) -> int:
    """Make the workspace of the round after another, and say what is left to fill in."""
    if not to_come.round.strip():
        raise CouldNotRun(_("Name the round to come with --round, for example --round “T2 2022”."))
    started = start_next_round(folder, earlier, to_come, today, Terminal())
    show(str(started.place.plan))
    rounds = literal(", ".join(started.history))
    tell(_("Earlier outcomes come from the record of {rounds}, in the folder history.", rounds=rounds))
    if started.to_fill_in:
        titles = literal(", ".join(words()(title) for title in started.to_fill_in))
        tell(_("Fill in on the first sheet of plan.xlsx: {titles}.", titles=titles), "warning")
    if started.emptied:
        sheets = literal(", ".join(words()(title) for title in started.emptied))
        tell(
            _(
                "Figures of another period or year were emptied on {sheets}: fill in those of the new one.",
                sheets=sheets,
            ),
            "warning",
        )
    if started.to_review:
        tell(
            n_(
                "{n} decision of the last round stands in decisions.xlsx for review: it does not act until you write {next} "
                "in its column Occasion. Delete it where it shall not.",
                "{n} decisions of the last round stand in decisions.xlsx for review: none acts until you write {next} in its "
                "column Occasion. Delete those that shall not.",
                started.to_review,
                next=literal(to_come.round),
            ),
            "warning",
        )
    tell(_("Then: followup plan check; followup template"), "good")
    return 0
