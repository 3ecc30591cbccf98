"""followup new: a workspace with an empty plan, with an example's, or with that of the round before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from followup.cli.commands.start.asking import GivenRound, ask_folder, ask_round, complete_round, somebody_is_there
from followup.cli.commands.start.import_list import take_units
from followup.cli.completing import example_names
from followup.cli.console import PATH, argument, day_option, option, path_option, show, tell, verb, words
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import PLAN
from followup.flow.importing.list_file import read_list_file
from followup.flow.refusal import CouldNotRun
from followup.flow.start.earlier_records import renew_history
from followup.flow.start.new import make_workspace, refuse_existing_plan
from followup.flow.start.next_round import StartedRound, start_next_round
from followup.flow.start.rows_left_out import RowsLeftOut
from followup.form.terms.period import Days
from followup.locale import Message, _, literal, n_
from followup.plan.workbook.next_round import NextRound


@verb("new", VERBS["new"].sentence)
@argument("folder", _("[FOLDER]"), type=PATH, required=False)
@option(
    "--example",
    default=None,
    metavar=words()(_("NAME")),
    shell_complete=example_names,
    help=_("Start from a bundled example instead of an empty plan."),
)
@option("--region", default=None, metavar=words()(_("NAME")), help=_("The region's name."))
@option(
    "--units",
    default=None,
    metavar=words()(_("NAMES")),
    help=_("The units that answer, with commas between; or a file with a list of them: Excel, CSV, Word or text."),
)
@option(
    "--with",
    "wanted",
    multiple=True,
    metavar=words()(_("NAME")),
    help=_(
        "What is followed up: measures, production, access, actions and so on, or a table of ours, such as ekonomi. "
        "Sheets for anything else are folded away. May be given several times."
    ),
)
@path_option("--from", "earlier", help=_("The workspace of the round before, whose plan and figures are carried over."))
@option("--round", "round_", default=None, metavar=words()(_("NAME")), help=_("The round, for example T2 2022."))
@option(
    "--renew",
    is_flag=True,
    help=_(
        "Only take the records of the rounds in --from anew, where one was merged again since this round was begun."
    ),
)
@day_option("--period-from", help=_("First day of the period that is reported."))
@day_option("--period-to", help=_("Last day of the period."))
@day_option("--deadline", help=_("Last day to answer."))
def command(
    folder: Path | None,
    example: str | None,
    region: str | None,
    units: str | None,
    wanted: tuple[str, ...],
    earlier: Path | None,
    round_: str | None,
    renew: bool,
    period_from: date | None,
    period_to: date | None,
    deadline: date | None,
    today: date,
) -> int:
    """Write the workspace; refuse one that has a plan already. What is not given is asked for, where somebody is there."""
    folder = folder or ask_folder(earlier)
    given = GivenRound(region, units, wanted, round_, period_from, period_to, deadline)
    if renew:
        return _renew(folder, earlier, example is not None or given != GivenRound())
    refuse_existing_plan(folder)
    if earlier is not None:
        if region or units or wanted:
            raise CouldNotRun(_("--region, --units and --with are for a first round: --from carries them over."))
        to_come = NextRound(round_ or ask_round(), period_from, period_to, deadline)
        return _start_next_round(folder, earlier, to_come, today)
    if example is not None:
        if given != GivenRound():
            raise CouldNotRun(
                _("--example is given alone: an example's plan has the round and the sheets that it needs.")
            )
        make_workspace(folder, example, Terminal())
        show(str(folder / PLAN))
        tell(_("Next: followup plan check; followup template"), "good")
        return 0
    return _start_first_round(folder, given, today)


def _start_first_round(folder: Path, given: GivenRound, today: date) -> int:
    """Make the workspace of a first round, take a list of units in, and say what is left to fill in."""
    start, wanted, units = complete_round(given)
    if units is not None:
        read_list_file(units)  # what is no list is refused before anything is made
    place = make_workspace(folder, None, Terminal(), wanted, start)
    show(str(folder / PLAN))
    if not (given.period_from or given.period_to or somebody_is_there()):
        _tell_of_usual_days((start.first, start.last), start.round)
    if units is not None and not take_units(place, units, today, asks=somebody_is_there()):
        return 1
    if start.units:
        tell(
            n_(
                "{n} unit got an id of its own, from its name.",
                "{n} units got ids of their own, from their names.",
                len(start.units),
            )
        )
    tell(_("Fill in plan.xlsx, then: followup plan check; followup template"), "good")
    return 0


def _tell_of_usual_days(days: Days, round_: str) -> None:
    """The period that was taken from the name of the round, where it was."""
    first, last = days
    if first is None or last is None:
        return
    tell(
        _(
            "Period {first} to {last}, as regions count {round}: look it over on the sheet Follow-up.",
            first=first,
            last=last,
            round=literal(round_),
        )
    )


def _renew(folder: Path, earlier: Path | None, has_more: bool) -> int:
    """Take the records of earlier rounds anew, and say which."""
    from followup.history.record import HISTORY

    if earlier is None or has_more:
        raise CouldNotRun(_("--renew is given with --from alone: followup new . --from FOLDER --renew"))
    renewed = renew_history(folder, earlier, Terminal())
    show(str(folder / HISTORY))
    for rows in renewed.still_asked:
        tell(
            _(
                "{sheet}: finished in {round} by now, and asked for all the same: {rows}. Where they shall not be, write "
                "{round} in the column Valid to, then: followup template",
                sheet=rows.sheet,
                rows=literal("; ".join(rows.rows)),
                round=literal(renewed.last),
            ),
            "warning",
        )
    rounds = literal(", ".join(renewed.rounds))
    tell(_("The record of {rounds} was taken anew. Next: followup merge", rounds=rounds), "good")
    return 0


def _start_next_round(folder: Path, earlier: Path, to_come: NextRound, today: date) -> int:
    """Make the workspace of the round after another, and say what is left to fill in."""
    if not to_come.round.strip():
        raise CouldNotRun(_("Name the round to come with --round, for example --round “T2 2022”."))
    started = start_next_round(folder, earlier, to_come, today, Terminal())
    show(str(started.place.plan))
    rounds = literal(", ".join(started.history))
    tell(_("Earlier outcomes come from the record of {rounds}, in the folder history.", rounds=rounds))
    if started.as_round:
        tell(
            _(
                "Period and code are as at {round} where you did not give them: look them over on the first sheet.",
                round=literal(started.as_round),
            )
        )
    _tell_of_usual_days(started.usual_days, to_come.round)
    _tell_of_the_plan(started)
    _tell_of_decisions(started, to_come.round)
    for rows in started.left_out:
        tell(_left_out_sentence(rows, to_come.round), "" if rows.marked else "warning")
    tell(_("Then: followup plan check; followup template"), "good")
    return 0


def _tell_of_the_plan(started: StartedRound) -> None:
    """What is to be written or read through in the new plan."""
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
    for finding in started.unknown:
        tell(_("{sheet}: {advice}", sheet=literal(finding.place.sheet), advice=finding.advice), "warning")
    if started.to_reread:
        cells = literal(", ".join(started.to_reread))
        tell(
            _("Texts that name the last round, its month or so many months, read them through: {cells}.", cells=cells),
            "warning",
        )
    if started.of_a_case:
        settings = literal(", ".join(f"{words()(title)} {text} ({cell})" for title, text, cell in started.of_a_case))
        tell(_("As at the last round; write another where this is a case of its own: {settings}.", settings=settings))


def _tell_of_decisions(started: StartedRound, round_: str) -> None:
    """What became of the decisions of the last round."""
    if started.to_review:
        tell(
            n_(
                "{n} decision of the last round stands in decisions.xlsx for review: it does not act until you write {next} "
                "in its column Occasion. Delete it where it shall not.",
                "{n} decisions of the last round stand in decisions.xlsx for review: none acts until you write {next} in its "
                "column Occasion. Delete those that shall not.",
                started.to_review,
                next=literal(round_),
            ),
            "warning",
        )
    if started.of_closing:
        tell(
            n_(
                "{n} decision was only on closing the last round (a unit without answers, an approval, what could not be "
                "used): it stays in history.",
                "{n} decisions were only on closing the last round (units without answers, approvals, what could not be "
                "used): they stay in history.",
                started.of_closing,
            )
        )


def _left_out_sentence(left_out: RowsLeftOut, round_: str) -> Message:
    """Which rows the round to come does not ask for, and where they are kept."""
    named = {"sheet": left_out.sheet, "rows": literal("; ".join(left_out.rows)), "round": literal(round_)}
    count = len(left_out.rows)
    if not left_out.finished:
        return n_(
            "{sheet}: struck, so {round} does not ask for {rows}. It stays on the sheet.",
            "{sheet}: struck, so {round} does not ask for {rows}. They stay on the sheet.",
            count,
            **named,
        )
    if not left_out.marked:
        return n_(
            "{sheet}: finished, but the sheet has no column Valid to, so {round} asks for it all the same: {rows}. "
            "Run followup plan upgrade, and write there the last round that it is asked for.",
            "{sheet}: finished, but the sheet has no column Valid to, so {round} asks for them all the same: {rows}. "
            "Run followup plan upgrade, and write there the last round that they are asked for.",
            count,
            **named,
        )
    return n_(
        "{sheet}: finished, so {round} does not ask for {rows}. It stays on the sheet with Valid to, and what was said "
        "of it stays in history.",
        "{sheet}: finished, so {round} does not ask for {rows}. They stay on the sheet with Valid to, and what was said "
        "of them stays in history.",
        count,
        **named,
    )
