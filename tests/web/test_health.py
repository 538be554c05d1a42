"""Whoever watches the application learns whether it works, and no more."""

from starlette.applications import Starlette

from revalidation.web.health import health
from tests.web.asking import ask


def test_a_check_that_returns_is_well() -> None:
    answer = ask(Starlette(routes=[health(lambda: None)]), "GET", "/healthz")
    assert (answer.status, answer.body) == (200, b"ok")


def test_a_check_that_raises_is_not_and_says_nothing_about_why() -> None:
    def fail() -> None:
        message = "password=secret"
        raise ConnectionError(message)

    answer = ask(Starlette(routes=[health(fail)]), "GET", "/healthz")
    assert (answer.status, answer.body) == (503, b"not well")
