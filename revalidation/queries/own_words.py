"""A nurse's own words as they would go onto paper, for the check before she takes them out."""

from datetime import datetime

from revalidation.domain.nmc_logs import Log
from revalidation.domain.own_words import OwnWords, of_account, of_cpd, of_feedback, of_practice
from revalidation.domain.packs import Choice
from revalidation.domain.people import Actor, Role
from revalidation.queries.accounts import accounts_for_paper
from revalidation.queries.cpd import cpd_for_paper
from revalidation.queries.feedback import feedback_for_paper
from revalidation.queries.practice import practice_for_paper
from revalidation.storage.database import Db


def own_words(db: Db, *, actor: Actor, choice: Choice, now: datetime) -> list[OwnWords]:
    """What she has written of all that is chosen, in the order of a pack; signed forms are somebody else's words."""
    actor.must_be(Role.NURSE)
    found: list[OwnWords] = []
    if Log.PRACTICE_HOURS in choice.logs:
        found += [of_practice(period) for period, _ in practice_for_paper(db, actor=actor, now=now)]
    if Log.CPD in choice.logs:
        found += [of_cpd(entry) for entry, _ in cpd_for_paper(db, actor=actor, now=now)]
    if Log.FEEDBACK in choice.logs:
        found += [of_feedback(piece) for piece, _ in feedback_for_paper(db, actor=actor, now=now)]
    accounts = accounts_for_paper(db, actor=actor, account_ids=choice.accounts)
    return found + [of_account(account) for account in accounts]
