"""What can be wrong in the plan."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.answers import REQUIRED
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, WARNING, Rule

NOT_A_PLAN = Rule(
    "not-a-plan",
    ERROR,
    SECRETARIAT,
    _(
        "The workbook is no plan but {kind}: it has neither the sheet {first} nor the sheet {second}. Name plan.xlsx.",
        first=_("Follow-up"),
        second=_("Units"),
    ),
    why="Every sheet of a plan would be missing: what is wrong is the file that was named.",
    wrong="followup plan check regional.xlsx",
    right="followup plan check plan.xlsx",
)

SHEET_MISSING = Rule(
    "sheet-missing",
    ERROR,
    SECRETARIAT,
    _("The sheet {title} is missing. followup plan upgrade makes a copy of the plan that has it, empty."),
    why=(
        "Without its units a plan says nothing, nor does a cell that names a row of a sheet that is gone. Any other sheet "
        "may have come with a later version, or be deleted on purpose: then nothing on it is followed up."
    ),
    wrong="a plan whose sheet Enheter was deleted.",
    right="every sheet left where it is, empty where nothing is to be followed up.",
)

OPTIONAL_SHEET_MISSING = SHEET_MISSING.case(severity=INFO)
"""A sheet that a plan may do without: a kind of section that is then not followed up, most often."""

SETTING_REQUIRED = REQUIRED.case(
    _("{setting} is not set. {help}"),
    why="Without the round, the period and the region's name no template can be made.",
    wrong="the row Tillfälle left empty.",
    right="T1 2022",
)

SCALE_OF_TWO_TYPES = Rule(
    "scale-of-two-types",
    ERROR,
    SECRETARIAT,
    _("has another type in its first row. A scale has one type."),
    why="The steps of one scale are compared with each other, so they must measure the same thing.",
    wrong='the scale "status" as prognos in one row and as utveckling in another.',
    right="one type in every row of a scale.",
)

CONCEPT_RENAMED = Rule(
    "concept-renamed",
    INFO,
    SECRETARIAT,
    _(
        "stands in all texts, in these forms: {forms}. Where they are others, write them under {column}.",
        column=_("Its forms"),
    ),
    why="The forms were made by the usual rules, and some nouns follow none: what is wrong would stand in every text.",
    wrong='"styrmått" as "mätetal" with nothing under Böjningar.',
    right='"styrmått" as "mätetal" with "mätetal, mätetalet, mätetal, mätetalen" under Böjningar.',
)

FORMS_NOT_FOUR = Rule(
    "forms-not-four",
    WARNING,
    SECRETARIAT,
    _(
        "is not four forms with commas between: one, the one, several, the several. These are used until then: {forms}.",
    ),
    why="Without all four forms a sentence would have the noun in a form that does not fit it.",
    wrong='"nämnd, nämnder" under Böjningar.',
    right='"nämnd, nämnden, nämnder, nämnderna".',
)

SCALE_NOT_USED = Rule(
    "scale-not-used",
    WARNING,
    SECRETARIAT,
    _("is of the same type as the scale {name}, and only the first of a type is used. Choose another type."),
    why="Of several scales of a type only the first is used; the others would be drawn up for nothing.",
    wrong="two scales of the type prognos, åtgärdsstatus and planstatus.",
    right="planstatus of the type status för handlingsplaner.",
)

UNIT_NOT_ASKED = Rule(
    "unit-not-asked",
    WARNING,
    SECRETARIAT,
    _(
        "will not be asked: {unit} does not answer {section}. Add it in the column Sections of the sheet "
        "Units, or take the unit away here."
    ),
    why="A unit whose list of sections lacks one is never asked about it, whatever other sheets of the plan say.",
    wrong="folktand answers Styrmått alone, and is named on the sheet Åtgärder.",
    right="folktand answers Styrmått, Strategiska åtgärder.",
)

NOT_A_COLOUR = Rule(
    "not-a-colour",
    ERROR,
    SECRETARIAT,
    _("is not a colour. Write # and six digits or letters A to F: #2E7D32."),
    why="A colour is written as Excel and Word know it, so that it is the same in every output.",
    wrong="grön",
    right="#2E7D32",
)

COLOUR_NEAR_THE_NEXT = Rule(
    "colour-near-the-next",
    WARNING,
    SECRETARIAT,
    _(
        "is hardly lighter or darker than the colour of “{other}”, the step beside it (contrast at least 3:1). Write "
        "{instead} or leave the cell empty."
    ),
    why="Steps stand side by side in charts: without a step of lightness they run together for many, and in print.",
    wrong='#9A6700 for "Delvis uppnått", next to #2E7D32 for "Uppnått".',
    right='#FFD54F for "Delvis uppnått", next to #2E7D32 for "Uppnått".',
)

COLOUR_AS_LIGHT = Rule(
    "colour-as-light",
    WARNING,
    SECRETARIAT,
    _("is as light as the colour of “{other}”: in greyscale they are one. Write {instead} or leave the cell empty."),
    why="Two steps of one grey say the same on a black-and-white print, and to who cannot see the colours.",
    wrong='#2E7D32 for "Uppnått" and #C62828 for "Inte uppnått".',
    right='#2E7D32 for "Uppnått" and #A31515 for "Inte uppnått".',
)

NO_COLOUR_LEFT = COLOUR_AS_LIGHT.case(
    _(
        "is too close to the colour of “{other}”, and no shade of it is left. Leave the cell empty, or choose fewer steps."
    ),
)
"""So many steps that no shade of the colour can be told from the others."""

PERIOD_BACKWARDS = Rule(
    "period-backwards",
    ERROR,
    SECRETARIAT,
    _("is before the first day of the period. Write a later day."),
    why="A period that ends before it begins holds no day.",
    wrong="from 2022-05-01 to 2022-04-30.",
    right="from 2022-01-01 to 2022-04-30.",
)

ROW_UNDER_ITSELF = Rule(
    "row-under-itself",
    ERROR,
    SECRETARIAT,
    _("leads back to the row itself. Write another row, or leave it empty."),
    why="Units, goals and rows of production are trees: a parent that leads back to the row would go round for ever.",
    wrong="division A under division B, and division B under division A.",
    right="both under the region.",
)

BAR_IN_AN_ID = Rule(
    "bar-in-an-id",
    ERROR,
    SECRETARIAT,
    _("holds a bar (|), which stands between the parts of a template's identity. Write it without."),
    why="The identity of a template has bars between its parts, by which it is taken apart again.",
    wrong="T1|2022",
    right="T1 2022",
)

UNKNOWN_ID = Rule(
    "unknown-id",
    ERROR,
    SECRETARIAT,
    _("is neither the id nor the name of anything in the plan."),
    why=("A row that points to what does not exist would be silently left out; the nearest id or name is suggested."),
    wrong="narsjukvrd",
    right="narsjukvard; Närsjukvård",
)

ID_NEARLY_KNOWN = UNKNOWN_ID.case(_("is neither the id nor the name of anything in the plan. Did you mean {id}?"))

NAME_OF_SEVERAL = Rule(
    "name-of-several",
    ERROR,
    SECRETARIAT,
    _("is the name of several. Write the id of the one that is meant: {ids}."),
    why="Of several rows with one name nobody can tell which is meant: their ids differ.",
    wrong="Ekonomi, where two units are called so.",
    right="ekonomi-nord",
)

UNITS_OF_ONE_NAME = Rule(
    "units-of-one-name",
    WARNING,
    SECRETARIAT,
    _(
        "is what the unit {other} is called too. Give them names that differ; until then their files have "
        "their ids in the name."
    ),
    why="Two units of one name are told apart in no document; their files get their ids in the name.",
    wrong="two units called Ekonomi.",
    right="Ekonomi Nord and Ekonomi Syd.",
)

UNDER_WHAT_IS_STRUCK = Rule(
    "under-what-is-struck",
    WARNING,
    SECRETARIAT,
    _("is struck after {round}, but this row is still asked for then. Write {round} in Valid to, or name another."),
    why="What stands under a struck goal is still asked for until it is struck itself, and then counts for no goal.",
    wrong="the goal is valid to T1 2020, the measure under it has no last occasion",
    right="the goal is valid to T1 2020, and the measure under it too",
)

ROUND_WITHOUT_YEAR = Rule(
    "round-without-year",
    ERROR,
    SECRETARIAT,
    _("has no year, so it cannot be told from when it counts. Write T1 2022."),
    why="Without a year nobody can tell whether a round is before or after another.",
    wrong="T1",
    right="T1 2020",
)

VALID_BACKWARDS = Rule(
    "valid-backwards",
    ERROR,
    SECRETARIAT,
    _("is before the occasion that the row is valid from. Write a later one."),
    why="A row that ends before it begins would never be asked for.",
    wrong="valid from T2 2020, valid to T1 2020",
    right="valid from T1 2020, valid to T2 2020",
)

ATTACHMENT_MISSING = Rule(
    "attachment-missing",
    WARNING,
    SECRETARIAT,
    _("does not lie in the folder bilagor. Put it there, or correct the name. The report lists its title only."),
    why="A report that lists an attachment is sent with it; that the file is missing should be seen before.",
    wrong='"Ledningsrapport januari 2018.pdf" in the plan, and no such file in the folder bilagor.',
    right="the file lies there under the same name.",
)

CONTACT_MISSING = Rule(
    "contact-missing",
    INFO,
    SECRETARIAT,
    _(
        "is empty: no template says who answers questions, nor does a letterhead, and mails end with the sender alone. "
        "Write who, by role, and how to reach them."
    ),
    why="Whoever fills in a template and wonders about something looks there for whom to ask.",
    wrong="the setting Kontakt is empty.",
    right='the setting Kontakt is "Controller, 0920-12 34 56".',
)

GOALS_NOT_JUDGED = Rule(
    "goals-not-judged",
    INFO,
    SECRETARIAT,
    _(
        'Nothing is written here, so no goal gets a judgement of its own: each becomes "{cannot}". Write how large a share '
        "of the judgements under a goal has to be met, for example 80 %; leave it empty if goals are not to be judged."
    ),
    why="Which share is enough is decided by the region. Without it the goals of the summary stand without an answer.",
    wrong="Målet nått när minst left empty, and a plan with goals.",
    right="80 %",
)

NO_SUCH_TEXT = Rule(
    "no-such-text",
    WARNING,
    SECRETARIAT,
    _("is the title of no text that has been handed in. Write the title as in regional.xlsx, or the row's key."),
    why="A row that moves nothing would be believed to: the text may have been given another title since.",
    wrong='"Öppen tidbok", where the title is "Öppen tidbok ökade flödet".',
    right='"Öppen tidbok ökade flödet", or the row\'s key in regional.xlsx.',
)

SIGN_MEANS_TWO_LEVELS = Rule(
    "sign-means-two-levels",
    WARNING,
    SECRETARIAT,
    _(
        "is the sign of “{other}” too. Its word will stand beside it everywhere; choose another sign, for "
        "example {free}."
    ),
    why="One sign in several colours says nothing on a black-and-white print, nor to who cannot see the colours.",
    wrong="● for both Grön and Röd.",
    right="● for Grön and ▲ for Röd.",
)

ROW_UNDER_A_FIGURE = Rule(
    "row-under-a-figure",
    ERROR,
    SECRETARIAT,
    _("is a row that is filled in; only a sum can have rows under it."),
    why="A figure that is filled in is not worked out from the rows under it: the two would disagree.",
    wrong="Somatik under Läkarbesök, where Läkarbesök is filled in.",
    right="Somatik under Läkarbesök, where Läkarbesök is a sum.",
)

FIGURE_ON_A_SUM = Rule(
    "figure-on-a-sum",
    ERROR,
    SECRETARIAT,
    _("is a sum; last year's figure belongs to the rows under it."),
    why="A sum is worked out, for last year too.",
    wrong="last year's figure on Totalt antal besök.",
    right="last year's figures on the rows that it is the sum of.",
)

YEARS_BACKWARDS = Rule(
    "years-backwards",
    ERROR,
    SECRETARIAT,
    _("is before the first year of the plan. Write the years in their order."),
    why="A plan cannot end before it begins: whether it has expired could not be told.",
    wrong="from 2022 to 2021.",
    right="from 2021 to 2022; the last year alone where the first is not known.",
)

REGISTRATION_NUMBER_TWICE = Rule(
    "registration-number-twice",
    WARNING,
    SECRETARIAT,
    _("is the number of another plan too: {title}. Check both."),
    why="Two plans with one registration number are often a row copied and not changed to the end.",
    wrong="RS/703/2020 on two plans.",
    right="each plan its own number; empty where it has none.",
)

NOT_AN_ADDRESS = Rule(
    "not-an-address",
    WARNING,
    SECRETARIAT,
    _("is no address that others can follow. Write one that begins with https://, or leave it empty."),
    why="An address on somebody's own computer leads nowhere for others.",
    wrong="C:/planer/miljo.docx",
    right="https://www.example.org/miljo",
)

OWNER_WITHOUT_TEMPLATE = Rule(
    "owner-without-template",
    WARNING,
    SECRETARIAT,
    _("gets no template, so nobody is asked about the plan. Name a unit with yes in the column Template."),
    why="A plan whose owner gets no template is followed up by nobody, and would be left out without a word.",
    wrong="the owner is the region, which has no template.",
    right="the owner is a unit with yes in the column Template.",
)

STATUS_SCALE_MISSING = Rule(
    "status-scale-missing",
    ERROR,
    SECRETARIAT,
    _("There is no scale for the status of action plans. Write its steps on the sheet Scales."),
    why="Without the steps of a scale nobody can say how a plan goes: every word would be refused.",
    wrong="no row on the sheet Scales has the type for action plans, or forecast.",
    right="three rows: goes well, goes partly well, does not go as expected.",
)

SCALE_MISSING = Rule(
    "scale-missing",
    ERROR,
    SECRETARIAT,
    _("has no scale to be assessed on. Add one of the type internal control on the sheet Scales."),
    why="The drop-down for the assessment is made from the plan's scale: without one every answer would be refused.",
    wrong="control items, and no scale of the type internkontroll on the sheet Skalor.",
    right="a scale of that type: utan brist, brist, ej genomförd.",
)

TEXT_BESIDE_NO_SECTION = Rule(
    "text-beside-no-section",
    ERROR,
    SECRETARIAT,
    _("Nothing is written here. Write the title of the section that the text stands beside."),
    why="An introduction stands before the rows of a section; nobody can tell of which when none is named.",
    wrong='kind "inledning", no section.',
    right='kind "inledning", section "Styrmått".',
)

OWN_TEMPLATES_REFUSED = Rule(
    "own-templates-refused",
    ERROR,
    SECRETARIAT,
    _("is the version of the plan as it is now: every template made by it would be refused. Take it away here."),
    why="Only a version that another has replaced can be refused; else nobody could answer.",
    wrong="refused templates: the version of this very plan.",
    right="refused templates: the version before this one.",
)

CLOSES_TOO_EARLY = Rule(
    "closes-too-early",
    ERROR,
    SECRETARIAT,
    _("is before the last day to answer, {day}. Write a later day, or leave it empty."),
    why="A round that closes before the day that stands on the templates makes answers late that came in time.",
    wrong="last day to answer 2022-05-13, closes 2022-05-10.",
    right="last day to answer 2022-05-13, closes 2022-05-20.",
)
