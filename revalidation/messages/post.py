"""The post: hands e-mails to the mail server, and tells apart what its answers mean for the message."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 30.0  # seconds for each answer of the mail server
_PORTS = {"smtp": 587, "smtps": 465}
_FOR_GOOD = 500
_UNREADABLE = "REVALIDATION_SMTP can’t be read; it looks like smtp://user:password@host:587"
_NO_STARTTLS = "The mail server offers no STARTTLS, or no sign-in"
_NO_TRUST = "The mail server’s certificate or encryption does not fit"
_SILENT = "The mail server does not answer"


class Security(StrEnum):
    """How the way to the mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed over, and how."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""


class Taking(StrEnum):
    """What the mail server did with a message."""

    TAKEN = "taken"
    NOT_NOW = "not_now"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one message; `trouble` is a code and words of our own, never an address."""

    taking: Taking
    trouble: str = ""


class NobodyThereError(Exception):
    """The mail server can't be used at all; no message is at fault, and none was tried."""


def mail_server(address: str) -> MailServer:
    """What `smtp://user:password@host:587` or `smtps://…` says. Raises NobodyThereError where it can't be read."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise NobodyThereError(_UNREADABLE) from None
    wanted = parse_qs(parts.query).get("tls", [""])[0]
    security = Security.TLS if parts.scheme == "smtps" else Security.STARTTLS
    if wanted == Security.NONE and parts.scheme == "smtp":
        security = Security.NONE
    elif wanted not in ("", security):
        raise NobodyThereError(_UNREADABLE)
    if not parts.hostname:
        raise NobodyThereError(_UNREADABLE)
    return MailServer(parts.hostname, port, security, unquote(parts.username or ""), unquote(parts.password or ""))


class Post:
    """One connection to the mail server, kept over a batch of messages."""

    def __init__(self, server: MailServer) -> None:
        """Connect only when there is something to hand over."""
        self._server = server
        self._line: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Make sure that the mail server listens. Raises NobodyThereError with what is the matter."""
        if self._line is not None and self._answers():
            return
        self.close()
        try:
            self._line = _connected(self._server)
        except smtplib.SMTPAuthenticationError as error:
            raise NobodyThereError(_words(error.smtp_code, "The mail server refuses the sign-in")) from None
        except smtplib.SMTPNotSupportedError:
            raise NobodyThereError(_NO_STARTTLS) from None
        except smtplib.SMTPResponseException as error:
            raise NobodyThereError(_words(error.smtp_code, "The mail server turns us away")) from None
        except ssl.SSLError:
            raise NobodyThereError(_NO_TRUST) from None
        except (OSError, smtplib.SMTPException, UnicodeError):
            raise NobodyThereError(_SILENT) from None

    def hand_over(self, mail: EmailMessage) -> Answer:
        """Give it one message. Raises NobodyThereError if the message was not even looked at."""
        if self._line is None:
            raise NobodyThereError(_SILENT)
        try:
            self._line.send_message(mail)
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise NobodyThereError(_words(error.smtp_code, "The mail server refuses our address")) from None
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            return self._refused(code, "The mail server refuses the recipient")
        except smtplib.SMTPResponseException as error:
            return self._refused(error.smtp_code, "The mail server refuses the message")
        except smtplib.SMTPNotSupportedError:
            return Answer(Taking.NEVER, "The mail server can’t deliver to such an address")
        except (OSError, smtplib.SMTPException):
            self.close()
            return Answer(Taking.NOT_NOW, "The connection broke while the message was handed over")
        return Answer(Taking.TAKEN)

    def close(self) -> None:
        """End the connection, if there is one."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
            line.close()

    def _answers(self) -> bool:
        try:
            return self._line is not None and self._line.noop()[0] < _FOR_GOOD - 100
        except (OSError, smtplib.SMTPException):
            return False

    def _refused(self, code: int, words: str) -> Answer:
        if self._line is not None and self._line.sock is None:
            self.close()
        return Answer(Taking.NEVER if code >= _FOR_GOOD else Taking.NOT_NOW, _words(code, words))


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    line: smtplib.SMTP
    if server.security is Security.TLS:
        line = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.security is Security.STARTTLS:
            line.starttls(context=context)
        line.ehlo_or_helo_if_needed()
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _words(code: int, words: str) -> str:
    return f"{words} ({code})"
