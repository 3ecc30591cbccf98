"""Texts that say that there is nothing to read, and why. No grammar is needed for them.

The reasons are in English and stable, for scripts: "no data", "not measured", "masked" and so on. Each stands with the
texts that give it, as a pattern for the whole text in normalised words.
"""

from __future__ import annotations

import functools
import re

from followup.patterns import pattern

_DATA = r"""(?:data(?:n)?|uppgift(?:er|en)?|underlag(?:et)?|resultat(?:et)?|statistik(?:en)?|siffror(?:na)?|mätning(?:ar|en)?
    |mätdata|mätvärden?|utfall(?:et)?|värden?|redovisning(?:en)?|rapport(?:ering)?(?:en)?|information|svar
    |registrering(?:ar)?)"""
_WHEN = r"(?:20[0-9]{2}|t[1-3]|q[1-4]|delår\ ?[12]?|kvartal\ [1-4]|då\ ?0?[48])"
_TAIL = rf"(?:[ ,:;(–-]+[^0-9%<>]{{0,80}}{_WHEN}?[^0-9%<>]{{0,40}})?"
_LATER = r"(?:redovisas|rapporteras|publiceras|mäts|följs\ upp|presenteras|kommer|levereras|sammanställs)"
_COMES = rf"""(?:{_LATER}|mätning(?:en)?(?:\ (?:sker|görs|genomförs))?|resultat(?:et)?(?:\ {_LATER})?
    |utfall(?:et)?(?:\ {_LATER})?)"""

_NO_FIGURE = (
    (
        "Excel error",
        r"""\#(?:saknas!?|n/a|värdefel!|value!|division/0!|div/0!|referens!|ref!|namn\?|name\?|ogiltigt!|num!|null!
            |skärning!|spill!|calc!)""",
    ),
    (
        "masked",
        r"\*{1,5}|\.{2}c|maskera(?:d|t|s)|sekretess|skyddad\ uppgift|för\ (?:få|litet|små)\ (?:\w+\ ?){0,3}|x{2,4}",
    ),
    ("masked or not applicable", r"x"),
    (
        "not applicable",
        r"n\.?/?a\.?|e/t|e\.t\.?|(?:ej|inte)\ (?:aktuell[at]?|tillämp(?:ligt|bart)|applicerbart|relevant)",
    ),
    ("nothing to report", r"(?:inget|ingenting|inte\ något)\ att\ (?:rapportera|redovisa|notera)"),
    ("not relevant/reported", r"e\.?\ ?r\.?|e/r"),
    ("unspecified", r"[-?.\ ]+|null|none|nil|nan|\.{2,3}|saknas|okänt|u\.?\ ?s\.?|vet\ ej"),
    (
        "no data",
        rf"""{_DATA}\ (?:\w+\ ){{0,3}}?(?:saknas|fattas|finns\ (?:ej|inte)(?:\ att\ tillgå)?
            |(?:ej|inte)\ (?:tillgänglig\w*|klar\w*|framme)){_TAIL}""",
    ),
    (
        "no data",
        rf"(?:inga|inget|ingen)\ (?:\w+\ ){{0,2}}?{_DATA}{_TAIL}|saknar\ {_DATA}{_TAIL}|saknas\ (?:i|för|från)\ .{{0,60}}",
    ),
    ("no data", rf"(?:ej|inte)\ (?:tillgänglig\w*|(?:in)?rapportera[dt]|registrera[dt]|uppgivet|besvara[dt]){_TAIL}"),
    (
        "no measurement this year",
        rf"mäts\ (?:endast\ |bara\ )?(?:vartannat|vart\ tredje|vart\ fjärde|varannat)\ år{_TAIL}",
    ),
    (
        "not measured",
        rf"""(?:mäts|följs)\ (?:ej|inte)(?:\ upp)?{_TAIL}
            |(?:ännu\ )?(?:ej|inte)\ (?:mätt|uppmätt|uppföljt|uppföljd|genomförd\w*){_TAIL}""",
    ),
    (
        "not reported",
        rf"""(?:redovisas|rapporteras)\ (?:ej|inte){_TAIL}|ej\ redovisa[dt]{_TAIL}
            |kan\ (?:ej|inte)\ (?:redovisas|mätas|anges|följas(?:\ upp)?|tas\ fram){_TAIL}
            |(?:har\ )?inte\ kunnat\ (?:redovisas|mätas|tas\ fram)(?:\ \w+){{0,4}}""",
    ),
    (
        "reported later",
        rf"""{_COMES}(?:\ (?:först|endast|enbart|senare|nästa))?(?:\ (?:i|vid|till|per|under|på|senast|efter|av))?
            \ ?(?:slutet\ av\ )?(?:[a-zåäö]+\ ?){{0,3}}{_WHEN}?(?:\ 20[0-9]{{2}})?(?:\ i\ [a-zåäö]+)?""",
    ),
    (
        "reported later",
        r"""(?:inväntar|väntar\ på|avvaktar)\ .{1,60}|(?:ännu\ )?(?:ej|inte)\ (?:klar[at]?|klart|färdig[ta]?)(?:\ än|\ ännu)?
            |årsmått|helårsmått|mäts\ årligen|årlig\ mätning""",
    ),
    ("in progress", r"pågår|pågående|arbete\ pågår|påbörja[dt]|delvis|under\ (?:arbete|framtagande|utveckling)"),
)
_NO_TARGET = (
    (
        "no target",
        r"""[-?.\ ]+|\.{2,3}|saknas|utgår|tbd|x{1,4}|x{1,3}\ ?%|n\.?/?a\.?|(?:ej|inte)\ aktuellt?|utan\ mål(?:värde)?
            |(?:mål|målvärde|målnivå)\ (?:saknas|ej\ satt|inte\ satt|ej\ fastställt|sätts\ senare|tas\ fram.{0,40})
            |(?:inget|inga)\ (?:\w+\ )?(?:mål|målvärden?|målnivå(?:er)?|målsatt)(?:\ \w+){0,4}""",
    ),
    (
        "target decided later",
        r"""(?:(?:ska\ )?(?:fastställas|tas\ fram|sättas)|fastställs|beslutas|sätts|anges|bestäms|formuleras
            |under\ framtagande|(?:ännu\ )?(?:ej|inte)\ fastställt|ej\ beslutat)
            (?:\ (?:senare|efter|under|i|vid|av|för|när|nästa|på)(?:\ [\w-]+){0,5})?""",
    ),
    (
        "baseline measurement",
        r"""(?:bas|noll|start|referens|utgångs)(?:mätning|värde|linje|läge)(?:en)?
            (?:\ (?:genomförs|görs|under|i|tas\ fram|fastställs|sker|20[0-9]{2})(?:\ [\w-]+){0,4})?
            |nytt?\ (?:mått|mätetal|indikator|styrmått)(?:\ [a-zåäö]+){0,4}|mätning\ startar.{0,30}""",
    ),
    (
        "monitored without target",
        r"""(?:följs|bevakas|redovisas|följa|mäts|följs\ upp)
            (?:\ (?:upp|utan|endast|över|utveckling(?:en)?|tid|årligen|mål|målvärde|löpande)){0,4}
            |(?:endast\ )?uppföljning|trend(?:en)?\ följs""",
    ),
)
_Reasons = tuple[tuple[str, re.Pattern[str]], ...]


def why_missing(text: str) -> str:
    """Why an outcome in normalised words says nothing ("data saknas"); empty when it may say something."""
    return _first(_why_no_figure(), text)


def why_no_target(text: str) -> str:
    """Why a target in normalised words is none ("följs"); empty when it may be one."""
    return _first(_why_no_target(), text)


def _first(table: _Reasons, text: str) -> str:
    bare = text.strip(" .!,;:()") or text
    return next((reason for reason, words in table if words.fullmatch(bare) or words.fullmatch(text)), "")


@functools.cache
def _why_no_figure() -> _Reasons:
    """Those of every reason for having no figure."""
    return _compiled(_NO_FIGURE)


@functools.cache
def _why_no_target() -> _Reasons:
    return _compiled((*_NO_FIGURE[:1], *_NO_TARGET))


def _compiled(table: tuple[tuple[str, str], ...]) -> _Reasons:
    return tuple((reason, pattern(words.replace("[ ,", r"[\ ,"), re.VERBOSE)) for reason, words in table)
