"""Groups that meet: reading groups first, and workshops, training and talks with their own defaults."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from revalidation.domain.links import checked_link
from revalidation.domain.places import MOST_DAYS, MOST_HOURS, PlaceRules
from revalidation.domain.refusals import MinimumAboveCapacity, NeedsAPlace, NotANumberInRange
from revalidation.domain.text import line, prose

MOST_PLACES = 500
MOST_MINUTES = 600


class GroupKind(StrEnum):
    """What sort of meeting a group holds."""

    READING_GROUP = "reading_group"
    WORKSHOP = "workshop"
    TRAINING = "training"
    TALK = "talk"


KIND_WORDS = {
    GroupKind.READING_GROUP: "Reading group",
    GroupKind.WORKSHOP: "Workshop",
    GroupKind.TRAINING: "Training",
    GroupKind.TALK: "Talk",
}
USUAL_MINUTES = {
    GroupKind.READING_GROUP: 60,
    GroupKind.WORKSHOP: 150,
    GroupKind.TRAINING: 90,
    GroupKind.TALK: 60,
}
USUAL_PLACES = {
    GroupKind.READING_GROUP: 10,
    GroupKind.WORKSHOP: 12,
    GroupKind.TRAINING: 12,
    GroupKind.TALK: 40,
}
USUAL_MINIMUM = {
    GroupKind.READING_GROUP: 2,
    GroupKind.WORKSHOP: 4,
    GroupKind.TRAINING: 3,
    GroupKind.TALK: 5,
}


@dataclass(frozen=True, slots=True)
class Group:
    """What a librarian says about a group; sessions take their defaults from it."""

    name: str
    kind: GroupKind = GroupKind.READING_GROUP
    description: str = ""
    usual_minutes: int = 60
    capacity: int = 10
    minimum_attendance: int = 2
    site_id: int | None = None
    online_link: str = ""
    facilitator_id: int | None = None
    rules: PlaceRules = field(default_factory=PlaceRules)

    def checked(self) -> "Group":
        """The same with its text cleaned. Raises the refusal that belongs beside the field at fault."""
        within(self.usual_minutes, "The usual length in minutes", field="usual_minutes", least=10, most=MOST_MINUTES)
        check_places(self.capacity, self.minimum_attendance)
        check_rules(self.rules)
        return replace(
            self,
            name=line(self.name, "a name for the group", field="name", limit=120),
            description=prose(self.description, "the description", field="description", limit=2000).strip(),
            online_link=checked_where(self.site_id, self.online_link),
        )


def checked_where(site_id: int | None, online_link: str) -> str:
    """The cleaned online link; a site or a link must be given. Raises NeedsAPlace or NotALink."""
    link = checked_link(online_link, field="online_link")
    if site_id is None and not link:
        raise NeedsAPlace(field="site_id")
    return link


def check_places(capacity: int, minimum_attendance: int) -> None:
    """Raise unless both numbers make sense together."""
    within(capacity, "The number of places", field="capacity", least=1, most=MOST_PLACES)
    within(minimum_attendance, "The minimum attendance", field="minimum_attendance", least=0, most=MOST_PLACES)
    if minimum_attendance > capacity:
        raise MinimumAboveCapacity(field="minimum_attendance")


def check_rules(rules: PlaceRules) -> None:
    """Raise unless every number is one that makes sense."""
    within(rules.offer_hours, "The hours an offer is held", field="offer_hours", least=1, most=MOST_HOURS)
    within(rules.stop_hours, "The hours before the start", field="stop_hours", least=0, most=MOST_HOURS)
    within(rules.late_hours, "The hours before the start", field="late_hours", least=0, most=MOST_HOURS)
    within(rules.confirm_days, "The days before the start", field="confirm_days", least=0, most=MOST_DAYS)
    for days in rules.reminder_days:
        within(days, "The days before the start", field="reminder_days", least=1, most=MOST_DAYS)


def within(number: int, what: str, *, field: str, least: int, most: int) -> None:
    """Raise NotANumberInRange unless `least` <= `number` <= `most`."""
    if not least <= number <= most:
        raise NotANumberInRange(field=field, what=what, least=least, most=most)
