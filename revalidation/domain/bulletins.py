"""Bulletins: what is new on the topics that somebody follows, in one message a week or a month."""

from enum import StrEnum


class BulletinEvery(StrEnum):
    """How often a bulletin comes."""

    WEEK = "week"
    MONTH = "month"


BULLETIN_WORDS = {
    BulletinEvery.WEEK: "Every week",
    BulletinEvery.MONTH: "Every month",
}
