"""A mail as a file (.eml): its attachments, and mails that were attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from functools import partial
from typing import Any

from followup.files.box_refusals import it_holds_too_many_files
from followup.files.boxes import Entry
from followup.files.limits import Limits

SPREADSHEET = re.compile(r"spreadsheet|ms-?excel", re.IGNORECASE)
TRIFLES = re.compile(
    r"(?i).*\.(png|jpe?g|gif|bmp|svg|emz|emf|wmf|tiff?|webp|heic|ico|p7s|asc|sig|pgp|vcf|ics|css)|att\d+\.(txt|html?|dat)|oledata\.mso"
)
"""What mail programs and signatures attach on their own."""
SIGNATURES = ("application/pkcs7-signature", "application/pgp-signature")
BOUNDARY = re.compile(rb"^--", re.MULTILINE)


class Mail:
    """A mail that is open."""

    is_mail = True

    def __init__(self, message: Message) -> None:
        self.message = message
        self.subject = subject_of(message)

    def entries(self) -> Iterator[Entry]:
        """Its parts in their order; what was written in the mail itself is a trifle, a mail within is a box."""
        waiting = [self.message]
        while waiting:
            part = waiting.pop()
            inner: Any = part.get_payload()
            if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
                mail = Mail(inner[0])
                yield Entry(_name_of_mail(part, mail), partial(_itself, mail))
            elif isinstance(inner, list):
                waiting.extend(reversed(inner))
            else:
                yield _entry(part)


def opened_mail(content: bytes, limits: Limits) -> Mail:
    """The mail in these bytes."""
    if len(BOUNDARY.findall(content)) > 4 * limits.parts:
        raise it_holds_too_many_files(limits.parts)
    return Mail(message_from_bytes(content.lstrip(), policy=policy.compat32))


def _itself(mail: Mail) -> Mail:
    return mail


def _name_of_mail(part: Message, mail: Mail) -> str:
    name = _name(part) or mail.subject.replace("/", "-") or "mail"
    return name if name.casefold().endswith(".eml") else f"{name}.eml"


def _entry(part: Message) -> Entry:
    name, kind = _name(part), part.get_content_type()
    if not name and SPREADSHEET.search(kind):
        name = "bilaga.xlsx"
    trifle = not name or TRIFLES.fullmatch(name) is not None or kind in SIGNATURES
    payload = part.get_payload()
    size = len(payload) if isinstance(payload, str) else 0
    return Entry(name, lambda: _content(part), size, size, trifle)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message) -> str:
    """The name of an attachment, in any of the ways in which mail programs write letters beyond a to z."""
    name = part.get_param("filename", None, "content-disposition") or part.get_param("name", None, "content-type")
    return in_letters(collapse_rfc2231_value(name)) if isinstance(name, str | tuple) else ""


def subject_of(message: Message) -> str:
    """What a mail says that it is about."""
    return " ".join(in_letters(str(message.get("Subject", ""))).split())


def in_letters(text: str) -> str:
    """A text of a mail's head: encoded words, and bytes that nobody said anything of, as letters."""
    if "=?" in text:
        try:
            parts = decode_header(re.sub(r"\?=\s+=\?", "?==?", text))
            text = "".join(each if isinstance(each, str) else _decoded(each, charset) for each, charset in parts)
        except (HeaderParseError, ValueError, AssertionError):
            return text
    return _decoded(text.encode("utf-8", "surrogateescape"), "utf-8")


def _decoded(content: bytes, charset: str | None) -> str:
    for each in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(each or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1")
