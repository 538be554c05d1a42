"""Every table, so that foreign keys find each other and migrations see them all."""

from sqlalchemy import MetaData

from revalidation.storage import (
    accounts,
    articles,
    bookings,
    calendars,
    closures,
    groups,
    installation,
    invitations,
    messages,
    people,
    register,
    sessions,
    sign_ins,
    sites,
)
from revalidation.storage.base import Row

MODULES = (
    accounts,
    articles,
    bookings,
    calendars,
    closures,
    groups,
    installation,
    invitations,
    messages,
    people,
    register,
    sessions,
    sign_ins,
    sites,
)


def metadata() -> MetaData:
    """What the tables should look like."""
    return Row.metadata


def kinds() -> list[type[Row]]:
    """The class of each table's rows."""
    return [mapper.class_ for mapper in Row.registry.mappers]
