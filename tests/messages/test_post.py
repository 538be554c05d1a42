"""Handing e-mails to a real mail server, and what its answers mean."""

import socket
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from revalidation.messages import post as post_module
from revalidation.messages.post import MailServer, NobodyThereError, Post, Security, Taking, mail_server
from tests.post_office import PASSWORD, USER, make_certificate, open_post_office

PLAIN = "smtp://127.0.0.1:{}?tls=none"


def mail(to: str = "one@trust.example") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = "library@trust.example", to, "Hello", f"<1-{to}>"
    made.set_content("Hello")
    return made


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, Security.STARTTLS)),
        ("smtp://mail.example:25", MailServer("mail.example", 25, Security.STARTTLS)),
        ("smtp://mail.example:25?tls=none", MailServer("mail.example", 25, Security.NONE)),
        ("smtp://mail.example?tls=starttls", MailServer("mail.example", 587, Security.STARTTLS)),
        ("smtps://mail.example", MailServer("mail.example", 465, Security.TLS)),
        ("smtp://a%40b:p%2Fw%40@mail.example", MailServer("mail.example", 587, Security.STARTTLS, "a@b", "p/w@")),
    ],
)
def test_the_setting_is_read(address: str, expected: MailServer) -> None:
    assert mail_server(address) == expected


@pytest.mark.parametrize(
    "address",
    ["mail.example:25", "http://mail.example", "smtp://", "smtp://mail.example:many", "smtp://mail.example?tls=maybe", "smtps://m.example?tls=none"],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_is_said_without_its_password(address: str) -> None:
    with pytest.raises(NobodyThereError, match="REVALIDATION_SMTP can’t be read"):
        mail_server(address)


def test_several_messages_go_over_one_connection() -> None:
    with open_post_office() as office, closing(Post(mail_server(PLAIN.format(office.port)))) as post:
        for number in range(3):
            post.connect()
            assert post.hand_over(mail(f"n{number}@trust.example")).taking is Taking.TAKEN
        assert [each.to for each in office.taken()] == [f"n{number}@trust.example" for number in range(3)]


@pytest.mark.parametrize(
    ("answer", "taking"),
    [
        ("451 4.7.1 one@trust.example: try again later", Taking.NOT_NOW),
        ("421 4.3.2 closing", Taking.NOT_NOW),
        ("550 5.1.1 no such user one@trust.example", Taking.NEVER),
        ("552 too large", Taking.NEVER),
    ],
)
@pytest.mark.parametrize("at", ["recipient", "message"])
def test_a_refusal_is_for_the_moment_or_for_good_and_never_kept_with_an_address(
    answer: str, taking: Taking, at: str
) -> None:
    with open_post_office() as office, closing(Post(mail_server(PLAIN.format(office.port)))) as post:
        if at == "recipient":
            office.refuses_recipients["one@trust.example"] = answer
        else:
            office.refuses["one@trust.example"] = [answer]
        post.connect()
        said = post.hand_over(mail())
        assert said.taking is taking
        assert said.trouble == f"The mail server refuses the {at} ({answer[:3]})"
        post.connect()
        assert post.hand_over(mail("two@trust.example")).taking is Taking.TAKEN


def test_a_server_that_refuses_our_own_address_refuses_no_message() -> None:
    with open_post_office() as office, closing(Post(mail_server(PLAIN.format(office.port)))) as post:
        office.refuses_sender = "530 5.7.0 sign in first, library@trust.example"
        post.connect()
        with pytest.raises(NobodyThereError, match=r"^The mail server refuses our address \(530\)$"):
            post.hand_over(mail())


def test_nobody_listening_is_no_message_s_fault() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = PLAIN.format(taken.getsockname()[1])
        with closing(Post(mail_server(address))) as post, pytest.raises(NobodyThereError, match="does not answer"):
            post.connect()


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_module, "PATIENCE", 0.2)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        address = PLAIN.format(mute.getsockname()[1])
        with closing(Post(mail_server(address))) as post, pytest.raises(NobodyThereError, match="does not answer"):
            post.connect()


def test_a_connection_that_was_dropped_between_two_messages_is_made_anew() -> None:
    with open_post_office() as office, closing(Post(mail_server(PLAIN.format(office.port)))) as post:
        post.connect()
        office.refuses["one@trust.example"] = ["421 4.3.2 closing"]
        assert post.hand_over(mail()).taking is Taking.NOT_NOW
        post.connect()
        assert post.hand_over(mail()).taking is Taking.TAKEN


@pytest.mark.parametrize("from_the_start", [False, True])
def test_the_way_is_encrypted_and_signed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, from_the_start: bool
) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    scheme = "smtps" if from_the_start else "smtp"
    with open_post_office(certificate=certificate, needs_sign_in=True, from_the_start=from_the_start) as office:
        right = f"{scheme}://{USER}:p%40ss%2Fword@127.0.0.1:{office.port}"
        with closing(Post(mail_server(right))) as post:
            post.connect()
            assert post.hand_over(mail()).taking is Taking.TAKEN
        wrong = f"{scheme}://{USER}:guessed@127.0.0.1:{office.port}"
        with closing(Post(mail_server(wrong))) as post, pytest.raises(NobodyThereError) as refused:
            post.connect()
        assert str(refused.value) == "The mail server refuses the sign-in (535)"
        assert PASSWORD not in repr(office.handed)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with (
        open_post_office(certificate=make_certificate(tmp_path), needs_sign_in=True) as office,
        closing(Post(mail_server(f"smtp://{USER}:secret@127.0.0.1:{office.port}"))) as post,
        pytest.raises(NobodyThereError, match="certificate or encryption"),
    ):
        post.connect()


def test_a_password_is_never_sent_where_encryption_was_asked_for_and_is_not_offered() -> None:
    with (
        open_post_office() as office,
        closing(Post(mail_server(f"smtp://{USER}:secret@127.0.0.1:{office.port}"))) as post,
        pytest.raises(NobodyThereError, match="no STARTTLS"),
    ):
        post.connect()
