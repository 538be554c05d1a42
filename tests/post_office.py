"""A real mail server for tests, which writes down when it took which message and refuses what it is told to."""

# ruff: noqa: ANN401, N802 (aiosmtpd names what it calls, and types little of what it gives)

import asyncio
import datetime as dt
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.visiting import free_port

USER, PASSWORD = "library", "p@ss/word"


@dataclass(frozen=True, slots=True)
class Handed:
    """One time that a message was handed over: to whom, when it began and ended, and what was answered."""

    identity: str
    to: str
    began: float
    ended: float
    answer: str


@dataclass  # no slots: aiosmtpd reads every attribute of its handler, and Python 3.11.2 trips over __weakref__ then
class PostOffice:
    """What has arrived, and what to answer instead of taking it: by address, a list of answers to be used up."""

    port: int = 0
    handed: list[Handed] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, list[str]] = field(default_factory=dict)
    refuses_recipients: dict[str, str] = field(default_factory=dict)
    refuses_sender: str = ""
    slowness: float = 0.0

    def taken(self) -> list[Handed]:
        return [each for each in self.handed if each.answer.startswith("250")]

    async def handle_MAIL(self, _server: Any, _session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.refuses_sender:
            return self.refuses_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refuses_recipients:
            return self.refuses_recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        began = time.monotonic()
        content = envelope.original_content or b""
        mail = message_from_bytes(content, policy=policy.default)
        (to,) = envelope.rcpt_tos
        if self.slowness:
            await asyncio.sleep(self.slowness)
        answers = self.refuses.get(to, [])
        answer = answers.pop(0) if answers else "250 Taken"
        self.handed.append(Handed(str(mail["Message-ID"]), to, began, time.monotonic(), answer))
        if answer.startswith("250"):
            self.mails.append(mail)
        return answer


@contextmanager
def open_post_office(
    *, certificate: Path | None = None, needs_sign_in: bool = False, from_the_start: bool = False
) -> Iterator[PostOffice]:
    """Serve on a free port of this machine; with a certificate by STARTTLS, or by TLS `from_the_start`."""
    office = PostOffice(port=free_port())
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    how: dict[str, Any] = {"require_starttls": True, "tls_context": context} if context and not from_the_start else {}
    if needs_sign_in:
        how |= {"authenticator": _knows, "auth_required": not from_the_start, "auth_require_tls": not from_the_start}
    controller = Controller(
        office, hostname="127.0.0.1", port=office.port, ssl_context=context if from_the_start else None, **how
    )
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def make_certificate(folder: Path) -> Path:
    """A certificate of our own for 127.0.0.1, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "post-office.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
    is_right = isinstance(said, LoginPassword) and (said.login, said.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)
