"""What of a nurse's own words goes onto paper, piece by piece, as the check before a download reads them."""

from collections.abc import Mapping
from dataclasses import dataclass

from revalidation.domain.accounts import ReflectiveAccount, Written
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.nmc_logs import LOG_WORDS, Log
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.remarks import texts_in
from revalidation.domain.times import dated


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One account, or one line of a log: where it stands, in words, and its texts by field."""

    where: str
    texts: Mapping[str, str]


def of_account(account: ReflectiveAccount | Written) -> OwnWords:
    """All that she wrote in an account."""
    return OwnWords(account.title, texts_in(account))


def of_cpd(entry: CpdEntry) -> OwnWords:
    """The columns of a CPD log that hold words of her own."""
    texts = {"method": entry.method, "topic": entry.topic, "standards_link": entry.standards_link}
    return OwnWords(f"{LOG_WORDS[Log.CPD]}, {dated(entry.last_on)}", texts)


def of_feedback(piece: Feedback) -> OwnWords:
    """The columns of a feedback log that hold words of her own."""
    texts = {"source": piece.source, "kind": piece.kind, "content": piece.content}
    return OwnWords(f"{LOG_WORDS[Log.FEEDBACK]}, {dated(piece.given_on)}", texts)


def of_practice(period: PracticePeriod) -> OwnWords:
    """The columns of a practice hours log that hold words of her own; not where she works, for which the NMC asks."""
    texts = {"hours_text": period.hours_text, "description": period.description}
    return OwnWords(f"{LOG_WORDS[Log.PRACTICE_HOURS]}, {dated(period.first_on)}", texts)
