"""A letter as an e-mail: plain text first, then HTML, and last the calendar entry where it carries one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import format_datetime, parseaddr
from html import escape
from urllib.parse import urlsplit

from revalidation.domain.letters import Letter
from revalidation.domain.times import local
from revalidation.messages.calendar import calendar_text
from revalidation.messages.letters import worded
from revalidation.messages.wording import Block, Facts, Heading, Item, Link, Wording

_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title></head>
<body style="font-family: Arial, sans-serif; font-size: 17px; line-height: 1.6; margin: 0; padding: 24px 16px">
<div style="max-width: 600px; margin: 0 auto">
{body}
</div></body></html>
"""
_TABLE = '<table role="presentation" style="border-collapse: collapse; margin: 16px 0">{rows}</table>'
_ROW = (
    '<tr><td style="padding: 4px 16px 4px 0; vertical-align: top; white-space: nowrap">{name}</td>'
    '<td style="padding: 4px 0; vertical-align: top"><strong>{value}</strong></td></tr>'
)
_BUTTON = (
    '<p style="margin: 24px 0"><a href="{address}" style="background: #005EB8; color: #FFFFFF; padding: 12px 20px; '
    'border-radius: 4px; text-decoration: none; font-weight: bold; display: inline-block">{label}</a></p>'
)
_HEADING = '<h2 style="font-size: 20px; line-height: 1.3; margin: 28px 0 8px">{text}</h2>'
_ITEM = '<p style="margin: 12px 0 12px 16px">{text}</p>'
_QUIET = '<p style="margin: 32px 0 0; font-size: 15px"><a href="{address}">{label}</a></p>'


class _Whole(UnstructuredHeader, BaseHeader):
    """A header that stays on one line: the standard library would encode what is long and has no spaces."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _policy() -> "EmailPolicy[EmailMessage]":
    headers = HeaderRegistry()
    for name in ("List-Unsubscribe", "Message-ID"):
        headers.map_to_type(name, _Whole)
    return SMTP.clone(header_factory=headers)


_POLICY = _policy()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who messages come from, as the settings say, and the address that the app is reached by."""

    mail_from: str
    reply_to: str = ""
    address: str = ""

    @property
    def host(self) -> str:
        """What makes the identity of a message ours."""
        return urlsplit(self.address).hostname or _address(self.mail_from).domain


def mail_of(letter: Letter, sender: Sender, now: datetime) -> EmailMessage:
    """The whole e-mail to one person. Its identity is that of the message, so that a second copy can be recognised."""
    words = worded(letter, sender.address)
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = words.subject
    mail["From"] = _address(sender.mail_from)
    mail["To"] = Address(letter.name, addr_spec=letter.email)
    if sender.reply_to:
        mail["Reply-To"] = _address(sender.reply_to)
    mail["Date"] = format_datetime(local(now))
    mail["Message-ID"] = f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:40]}@{sender.host}>"
    mail["Auto-Submitted"] = "auto-generated"
    if words.stop_address:
        mail["List-Unsubscribe"] = f"<{words.stop_address}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(plain_text(words), cte="quoted-printable")
    mail.add_alternative(html_page(words), subtype="html", cte="quoted-printable")
    if letter.entry is not None:
        entry = calendar_text(letter.entry, letter.method, mail_from=sender.mail_from)
        mail.add_alternative(entry, subtype="calendar", cte="base64", params={"method": letter.method.value})
    return mail


def plain_text(words: Wording) -> str:
    """The message for programs and people that like no HTML."""
    return "\n\n".join(_plain(block) for block in words.blocks) + "\n"


def html_page(words: Wording) -> str:
    """The message as a small page without pictures; everything in it is escaped."""
    return _PAGE.format(title=escape(words.subject), body="\n".join(_html(block) for block in words.blocks))


def _plain(block: Block) -> str:
    if isinstance(block, Facts):
        return "\n".join(f"{name}: {value}" for name, value in block.pairs)
    if isinstance(block, Link):
        return f"{block.label}:\n{block.address}"
    if isinstance(block, Heading):
        return f"{block.text}\n{'-' * len(block.text)}"
    if isinstance(block, Item):
        return "\n".join(part for part in (f"* {block.text}", f"  {block.address}") if part.strip())
    return block


def _html(block: Block) -> str:
    if isinstance(block, Facts):
        rows = "".join(_ROW.format(name=escape(name), value=_value(value)) for name, value in block.pairs)
        return _TABLE.format(rows=rows)
    if isinstance(block, Link):
        form = _QUIET if block.is_quiet else _BUTTON
        return form.format(address=escape(block.address), label=escape(block.label))
    if isinstance(block, Heading):
        return _HEADING.format(text=escape(block.text))
    if isinstance(block, Item):
        shown = escape(block.text)
        return _ITEM.format(text=f'<a href="{escape(block.address)}">{shown}</a>' if block.address else shown)
    return f'<p style="margin: 16px 0">{escape(block)}</p>'


def _value(value: str) -> str:
    shown = escape(value)
    is_link = value.startswith(("https://", "http://"))
    return f'<a href="{shown}">{shown}</a>' if is_link else shown


def _address(typed: str) -> Address:
    """`The library <library@trust.example>` or the bare address."""
    name, address = parseaddr(typed)
    return Address(name, addr_spec=address)
