"""A mail as a file (.eml): its attachments, and mails that were attached to it."""

from __future__ import annotations

import re
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from functools import partial

from followup.files.containers.container import ContainerEntry
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits
from followup.frozen import frozen
from followup.rulebook.received.containers import NOT_UNPACKED, TOO_MANY_FILES

SPREADSHEET = re.compile(r"spreadsheet|ms-?excel", re.IGNORECASE)
TRIFLES = re.compile(
    r"(?i).*\.(png|jpe?g|gif|bmp|svg|emz|emf|wmf|tiff?|webp|heic|ico|p7s|asc|sig|pgp|vcf|ics|css)|att\d+\.(txt|html?|dat)|oledata\.mso"
)
"""What mail programs and signatures attach on their own."""
SIGNATURES = ("application/pkcs7-signature", "application/pgp-signature")
HEAD_ENDS = re.compile(rb"\A\r?\n|\r?\n\r?\n")
MOST_WITHIN = 100
"""Mails of parts within each other: each is searched through once more for its own boundary."""
LONGEST_HEAD, LARGEST_HEAD = 4_000, 200_000
"""What no mail program writes, and what would take long to understand."""


@frozen
class MimePart:
    """A mail or a part of one: its head, and what follows as it stands there."""

    head: Message
    body: bytes

    @staticmethod
    def of(content: bytes) -> MimePart:
        """Only the head is parsed: attachments may be of many megabytes."""
        end = HEAD_ENDS.search(content)
        head, body = (content[: end.start()], content[end.end() :]) if end else (content, b"")
        return MimePart(message_from_bytes(head[:LARGEST_HEAD], policy=policy.compat32), body)

    @property
    def kind(self) -> str:
        """What it is, as it says itself: ``multipart/mixed``."""
        return self.head.get_content_type()

    def parts(self) -> Iterator[MimePart]:
        """The parts of a mail of several, in order."""
        boundary = (self.head.get_boundary() or "").encode("ascii", "surrogateescape")
        marks = re.finditer(rb"--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?=\n|\Z)", self.body)
        start = -1
        for mark in marks if boundary else ():
            if self.body[mark.start() - 1 : mark.start()] not in (b"", b"\n"):
                continue
            if start >= 0:
                yield MimePart.of(self.body[start : max(start, mark.start() - 1)].removesuffix(b"\r"))
            if mark[1]:
                return
            start = mark.end() + 1
        if start >= 0:
            yield MimePart.of(self.body[start:])

    def content(self) -> bytes:
        """What it holds, decoded."""
        coded = str(self.head.get("Content-Transfer-Encoding", "")).strip().casefold()
        if coded == "base64":
            return a2b_base64(self.body + b"====")
        return a2b_qp(self.body) if coded == "quoted-printable" else self.body


class Mail:
    """A mail that is open."""

    is_mail = True

    def __init__(self, whole: MimePart) -> None:
        self.whole = whole
        self.subject = subject_of(whole.head)

    def entries(self) -> Iterator[ContainerEntry]:
        """Its parts in their order; what was written in the mail itself is a trifle, a mail within is a box."""
        waiting = [self.whole]
        while waiting:
            part = waiting.pop()
            if part.kind.startswith("multipart/"):
                waiting.extend(reversed(list(part.parts())))
            elif part.kind == "message/rfc822":
                mail = Mail(MimePart.of(part.content().lstrip()))
                yield ContainerEntry(_name_of_mail(part, mail), partial(_itself, mail))
            else:
                yield _entry(part)


def open_mail(content: bytes, limits: Limits) -> Mail:
    """The mail in these bytes."""
    within = sum(content.count(word) for word in (b"boundary=", b"Boundary=", b"BOUNDARY="))
    if content.count(b"\n--") > 4 * limits.parts or within > MOST_WITHIN:
        raise UnreadableFile(TOO_MANY_FILES.problem(n=limits.parts))
    return Mail(MimePart.of(content.lstrip()))


def _itself(mail: Mail) -> Mail:
    return mail


def _name_of_mail(part: MimePart, mail: Mail) -> str:
    name = _name(part) or mail.subject.replace("/", "-") or "mail"
    return name if name.casefold().endswith(".eml") else f"{name}.eml"


def _entry(part: MimePart) -> ContainerEntry:
    name = _name(part)
    if not name and SPREADSHEET.search(part.kind):
        name = "bilaga.xlsx"
    trifle = not name or TRIFLES.fullmatch(name) is not None or part.kind in SIGNATURES
    return ContainerEntry(name, partial(_content, part), len(part.body), len(part.body), trifle)


def _content(part: MimePart) -> bytes:
    try:
        return part.content()
    except ValueError as error:
        raise UnreadableFile(NOT_UNPACKED.problem()) from error


def _name(part: MimePart) -> str:
    """The name of an attachment, in any of the ways in which mail programs write letters beyond a to z."""
    head = part.head
    if any(len(str(head.get(header, ""))) > LONGEST_HEAD for header in ("content-disposition", "content-type")):
        return ""
    name = head.get_param("filename", None, "content-disposition") or head.get_param("name", None, "content-type")
    return decode_text(collapse_rfc2231_value(name)) if isinstance(name, str | tuple) else ""


def subject_of(message: Message) -> str:
    """What a mail says that it is about."""
    return " ".join(decode_text(str(message.get("Subject", ""))[:LONGEST_HEAD]).split())


def decode_text(text: str) -> str:
    """A text of a mail's head: encoded words, and bytes that nobody said anything of, as letters."""
    if "=?" in text:
        try:
            parts = decode_header(re.sub(r"\?=\s+=\?", "?==?", text))
            text = "".join(part if isinstance(part, str) else _decode(part, charset) for part, charset in parts)
        except (HeaderParseError, ValueError, AssertionError):
            return text
    return _decode(text.encode("utf-8", "surrogateescape"), "utf-8")


def _decode(content: bytes, charset: str | None) -> str:
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(encoding or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1")
