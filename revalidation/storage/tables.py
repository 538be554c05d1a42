"""Every table, so that foreign keys find each other and migrations see them all."""

from sqlalchemy import MetaData

from revalidation.storage import (
    accounts,
    article_files,
    articles,
    audit,
    bookings,
    bulletins,
    calendars,
    closures,
    cpd,
    distribution,
    erasures,
    evidence,
    feedback,
    follow_ups,
    groups,
    installation,
    interests,
    invitations,
    messages,
    notices,
    people,
    practice,
    reading_lists,
    register,
    search_requests,
    sessions,
    sign_ins,
    sign_offs,
    sites,
    statements,
    topics,
)
from revalidation.storage.base import Row

MODULES = (
    accounts,
    article_files,
    articles,
    audit,
    bookings,
    bulletins,
    calendars,
    closures,
    cpd,
    distribution,
    erasures,
    evidence,
    feedback,
    follow_ups,
    groups,
    installation,
    interests,
    invitations,
    messages,
    notices,
    people,
    practice,
    reading_lists,
    register,
    search_requests,
    sessions,
    sign_ins,
    sign_offs,
    sites,
    statements,
    topics,
)


def metadata() -> MetaData:
    """What the tables should look like."""
    return Row.metadata


def kinds() -> list[type[Row]]:
    """The class of each table's rows."""
    return [mapper.class_ for mapper in Row.registry.mappers]
