"""What a list of sessions is narrowed to."""

from dataclasses import dataclass

from revalidation.domain.groups import GroupKind

MOST_COUNTED = 1000  # sessions in a list: nobody turns more pages, and counting them all takes longer every year


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of sessions is narrowed to; None and empty mean no narrowing."""

    site_id: int | None = None
    is_online: bool = False
    kind: GroupKind | None = None
    group_id: int | None = None
    article_id: int | None = None
    topic_id: int | None = None
    only_free: bool = False
    search: str = ""


NO_FILTERS = Filters()
