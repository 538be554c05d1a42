"""What our routes and middleware ask the application for."""

from revalidation.acting import carry_out, look_up, now
from revalidation.commands.messages import stop_messages
from revalidation.commands.sign_ins import Entered, swap_ticket
from revalidation.domain.messages import MessageKind
from revalidation.domain.refusals import NoSuchLink
from revalidation.queries.installation import installation
from revalidation.queries.sign_ins import find_sign_in_id
from revalidation.settings import settings


def swap(ticket: str) -> Entered | None:
    """Use a ticket up."""
    return carry_out(swap_ticket, ticket=ticket, now=now())


def find_sign_in(token: str) -> int | None:
    """The open sign-in that a cookie's token belongs to."""
    return look_up(find_sign_in_id, token=token, limits=settings().limits, now=now())


def stop(token: str, kind: str) -> None:
    """Stop a kind of message. Raises NoSuchLink."""
    if kind not in set(MessageKind):
        raise NoSuchLink
    carry_out(stop_messages, token=token, kind=MessageKind(kind))


def is_well() -> object:
    """Fails if the database can't be reached or lacks the newest tables."""
    return look_up(installation)
