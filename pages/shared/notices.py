"""What has become of an article since it was published, said wherever it is shown."""

from collections.abc import Collection

from pages.shared.acting import look_up
from pages.shared.widgets import link, say
from revalidation.domain.articles import Article
from revalidation.domain.notices import NOTICE_SENTENCES, Notice, NoticeKind
from revalidation.domain.times import said_day
from revalidation.queries.notices import notices_of


def notices_shown(article_ids: Collection[int]) -> None:
    """A sentence for each notice about these articles; nothing where there is none."""
    found = look_up(notices_of, article_ids=tuple(article_ids))
    for article_id in article_ids:
        for line in found.get(article_id, ()):
            notice_shown(line.notice)


def notice_shown(notice: Notice) -> None:
    """One notice, with where to read it."""
    day = f" ({said_day(notice.noticed_on)})" if notice.noticed_on else ""
    note = f" {notice.note}" if notice.note else ""
    say(
        f"{NOTICE_SENTENCES[notice.kind]}{day}{note}",
        tone="problem" if notice.kind is NoticeKind.RETRACTION else "note",
    )
    if address := Article(title="", doi=notice.reference if "/" in notice.reference else "").address:
        link("Read the notice", address)
