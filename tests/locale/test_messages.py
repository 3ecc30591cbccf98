"""A test of ``followup.locale``: messages are data, and told as ever, for the version of a plan is made of that."""

from __future__ import annotations

import pickle

from followup.locale import Message, _, n_

MOVED = _("{before} to {now}", before=_("nothing"), now=3)


def test_a_message_is_told_as_ever() -> None:
    nothing = "Message(id='nothing', arguments=(), plural='')"
    assert (
        repr(MOVED) == f"Message(id='{{before}} to {{now}}', arguments=(('before', {nothing}), ('now', 3)), plural='')"
    )


def test_a_message_is_the_same_however_it_was_made() -> None:
    same = Message("{before} to {now}", (("before", Message("nothing")), ("now", 3)))
    assert MOVED == same == pickle.loads(pickle.dumps(MOVED))
    assert hash(MOVED) == hash(same)


def test_a_message_is_filled_later() -> None:
    assert n_("{n} unit", "{n} units").filled(n=2) == n_("{n} unit", "{n} units", 2)
