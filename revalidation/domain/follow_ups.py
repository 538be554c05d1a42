"""The follow-up: some weeks after a session, whether what was read there has been used."""

from enum import StrEnum


class Used(StrEnum):
    """What a nurse answers to "Have you used what you read since?"."""

    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"


USED_WORDS = {Used.YES: "Yes, I have used it", Used.NOT_YET: "Not yet", Used.NO: "No"}
