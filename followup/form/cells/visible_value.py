"""What a person sees in a cell whose format shows something else than its value: the same rules hold as for texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup.files.pictures import picture_of
from followup.files.received import Look, Raw
from followup.form.written.amount import Doubt, NumberWithUnit, amount_in
from followup.form.written.day_text import MONTHS
from followup.locale.numbers import rounded


def scaled(number: Decimal, look: Look) -> Decimal:
    """The number that is shown: times 100 for each percent sign, in thousands for each comma behind it."""
    return (number.scaleb(2 * look.percents - 3 * look.thousands)).normalize() + 0


def visible_text(raw: Raw, look: Look) -> str:
    """The text that a cell shows, with the decimals of its format; the signs of a font of pictures as stored."""
    if not look.digits:
        return look.before
    if isinstance(raw, Decimal):
        return _number_seen(raw, look)
    if isinstance(raw, date):
        return "".join(_of_day(raw, letters) for letters in look.pattern) if look.pattern else f"{raw:%Y-%m-%d}"
    return f"{look.before}{raw}{look.after}"


def _number_seen(raw: Decimal, look: Look) -> str:
    number = scaled(raw, look)
    if look.mask:
        return _masked(number, look.mask)
    if look.decimals is not None:
        number = rounded(number, look.decimals)
    digits = f"{number:,f}" if look.grouped else f"{number:f}"
    digits = digits.replace(",", "\u00a0").replace(".", ",")
    return f"{look.before}{digits}{_spaced(look.after)}"


def _spaced(suffix: str) -> str:
    """A percent sign as Swedish writes it, with a space before it."""
    return f" {suffix}" if suffix.startswith("%") else suffix


def _masked(number: Decimal, mask: str) -> str:
    """The digits of a whole number from behind into the places of a mask, what is left over before them."""
    digits = list(f"{abs(round(number)):d}".rjust(mask.count("0"), "0"))
    filled = [digits.pop() if sign == "0" else sign for sign in reversed(mask)]
    return ("-" if number < 0 else "") + "".join(digits) + "".join(reversed(filled))


def _of_day(day: date, letters: str) -> str:
    """One part of a day: dd, mmm, yyyy; another text as it is."""
    if letters in ("d", "dd"):
        return f"{day.day:0{len(letters)}d}"
    if letters in ("m", "mm"):
        return f"{day.month:0{len(letters)}d}"
    if letters in ("mmm", "mmmm", "mmmmm"):
        return MONTHS[day.month - 1][: {"mmm": 3, "mmmmm": 1}.get(letters)]
    return f"{day:%Y}"[-2 if len(letters) < 3 else 0 :] if letters.strip("y") == "" and letters else letters


def visible_amount(raw: Decimal, look: Look) -> NumberWithUnit | Doubt:
    """The number that a cell shows, with all its decimals, and what stands behind it; or why nobody can be sure."""
    if not look.digits or look.mask.strip("0"):
        return amount_in(visible_text(raw, look))
    number = scaled(raw, look)
    amount = amount_in(f"{look.before}1{look.after}")
    if isinstance(amount, Doubt):
        return Doubt(amount.why, tuple(reading * number for reading in amount.readings))
    return NumberWithUnit(amount.number * number, amount.unit)


def message_value(raw: Raw, look: Look) -> Raw:
    """What stood in a cell, for a message: what was seen there, and the font where that shows pictures."""
    text = raw if look.hidden and not look.font else visible_text(raw, look)
    return f"{picture_of(str(text), look.font) or ''} ({look.font})".strip() if look.font else text
