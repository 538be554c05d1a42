"""Practice periods: the lines of a practice hours log, and how much of one falls into a span of time."""

from dataclasses import dataclass, replace
from datetime import date

from revalidation.domain.cpd import check_days
from revalidation.domain.nmc_logs import LogForm
from revalidation.domain.portfolio_refusals import NotHours, NotOnTheList
from revalidation.domain.text import line, prose

DESCRIPTION_LIMIT = 4000
CURRENT = "Current"  # in place of a last day, as the NMC's own examples have it


@dataclass(frozen=True, slots=True)
class PracticePeriod:
    """A time in practice: `minutes` for the sum, `hours_text` for print; setting, scope and registration are keys.

    A current post has no last day; its minutes are those until now, as they were entered.
    """

    first_on: date
    last_on: date | None
    organisation: str = ""
    setting: str = ""
    scope: str = ""
    minutes: int = 0
    hours_text: str = ""
    registration: str = ""
    description: str = ""

    def checked(self, form: LogForm) -> "PracticePeriod":
        """The same with its text cleaned, and its choices from the form's lists. Raises what belongs beside a field."""
        if self.last_on:
            check_days(self.first_on, self.last_on)
        organisation = line(self.organisation, "the name and address of the organisation", field="organisation")
        self._must_be_listed(form, "setting", "your work setting")
        self._must_be_listed(form, "scope", "your scope of practice")
        self._must_be_listed(form, "registration", "your registration")
        if self.minutes < 1:
            raise NotHours(field="minutes", what="the hours")
        hours_text = line(self.hours_text, "the hours in words", field="hours_text", required=False, limit=120)
        description = prose(
            self.description, "the description of your work", field="description", limit=DESCRIPTION_LIMIT
        )
        return replace(self, organisation=organisation, hours_text=hours_text, description=description.strip())

    def _must_be_listed(self, form: LogForm, field: str, what: str) -> None:
        if getattr(self, field) not in form.guide_to(field).labels:
            raise NotOnTheList(field=field, what=what)


def minutes_within(period: PracticePeriod, first_on: date, last_on: date, today: date) -> int:
    """The minutes that count in a span: all of a period inside it, else the share of its days, in whole hours.

    A current post runs until today.
    """
    runs_until = period.last_on or max(period.first_on, today)
    begins, ends = max(period.first_on, first_on), min(runs_until, last_on)
    if ends < begins:
        return 0
    days, inside = (runs_until - period.first_on).days + 1, (ends - begins).days + 1
    return period.minutes if inside == days else period.minutes * inside // days // 60 * 60
