"""Do what is due and send the messages that wait, until stopped; with --once, a single time."""

import signal
from argparse import ArgumentParser, Namespace
from threading import Event
from types import FrameType

from revalidation.cli.telling import say
from revalidation.settings import settings
from revalidation.worker import keep_working, work_once


def add_arguments(parser: ArgumentParser) -> None:
    """Take `--once`."""
    parser.add_argument("--once", action="store_true", help="one round and no more, for cron")


def run(chosen: Namespace) -> None:
    """Work; SIGTERM or Ctrl+C ends it after the message in hand."""
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    if not settings().sends_mail:
        say("Messages wait: REVALIDATION_SMTP and REVALIDATION_MAIL_FROM are not both set.")
    if chosen.once:
        trouble = work_once(stop)
        say(trouble or "Done.")
        return
    say("Working; stop it with Ctrl+C.")
    keep_working(stop)
    say("Stopped.")
