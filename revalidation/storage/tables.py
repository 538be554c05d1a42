"""Every table, so that foreign keys find each other and migrations see them all."""

from sqlalchemy import MetaData

from revalidation.storage import (
    accounts,
    articles,
    audit,
    bookings,
    calendars,
    closures,
    cpd,
    erasures,
    evidence,
    feedback,
    follow_ups,
    groups,
    installation,
    invitations,
    messages,
    people,
    practice,
    register,
    sessions,
    sign_ins,
    sign_offs,
    sites,
    statements,
)
from revalidation.storage.base import Row

MODULES = (
    accounts,
    articles,
    audit,
    bookings,
    calendars,
    closures,
    cpd,
    erasures,
    evidence,
    feedback,
    follow_ups,
    groups,
    installation,
    invitations,
    messages,
    people,
    practice,
    register,
    sessions,
    sign_ins,
    sign_offs,
    sites,
    statements,
)


def metadata() -> MetaData:
    """What the tables should look like."""
    return Row.metadata


def kinds() -> list[type[Row]]:
    """The class of each table's rows."""
    return [mapper.class_ for mapper in Row.registry.mappers]
