"""Ask Crossref and Europe PMC which articles of the library were retracted or corrected, and tell those concerned."""

from argparse import ArgumentParser, Namespace
from datetime import timedelta

from revalidation.acting import carry_out, look_up, now
from revalidation.cli.telling import REFUSED, say
from revalidation.commands.notices import note_checked
from revalidation.domain.refusals import Refusal
from revalidation.queries.notices import articles_to_check
from revalidation.references.asking import Enquiry
from revalidation.references.looking_up import Catalogues, catalogues_of
from revalidation.references.notices import notices_about
from revalidation.settings import settings

SAYS_EVERY = 25
MOST_FAILURES = 5  # in a row: then the catalogues are down, and the rest is left for the next time


def add_arguments(parser: ArgumentParser) -> None:
    """Take how long ago counts as checked, and how many at most."""
    parser.add_argument("--days", type=int, default=7, help="leave out what was checked in the last days (default 7)")
    parser.add_argument("--most", type=int, default=5000, help="how many articles at most (default 5000)")


def run(chosen: Namespace) -> None:
    """Check one article after the other; exit code 2 if some could not be checked, which are asked again next time."""
    failed = check(catalogues_of(settings()), days=chosen.days, most=chosen.most)
    if failed:
        raise SystemExit(REFUSED)


def check(catalogues: Catalogues, *, days: int, most: int) -> int:
    """Print how far it is; how many articles could not be checked."""
    articles, total = look_up(articles_to_check, before=now() - timedelta(days=days), limit=most)
    say(f"{len(articles)} of {total} articles to check." if total else "Every article has been checked lately.")
    enquiry = Enquiry(catalogues.contact, catalogues.bounds)
    new = failed = in_a_row = 0
    try:
        for number, article in enumerate(articles, start=1):
            try:
                found = notices_about(enquiry, catalogues, doi=article.doi, pmid=article.pmid)
            except Refusal as refusal:
                failed, in_a_row = failed + 1, in_a_row + 1
                if in_a_row >= MOST_FAILURES:
                    say(f"{refusal.sentence} The other {len(articles) - number} are left for the next time.")
                    break
                continue
            in_a_row = 0
            new += carry_out(note_checked, article_id=article.article_id, found=found, now=now())
            if number % SAYS_EVERY == 0:
                say(f"{number} of {len(articles)} checked, {new} new notices.")
    finally:
        enquiry.close()
    say(f"Done: {new} new notices, {failed} articles could not be checked.")
    return failed
