"""The registration period and its dates, as they follow from the renewal date."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from revalidation.domain.nmc import Requirements
from revalidation.domain.registrations import Registration, application_opens_on, end_of_month


@dataclass(frozen=True, slots=True)
class RegistrationPeriod:
    """The years in which everything must be done; `ends_on` is the renewal date, both days included."""

    begins_on: date
    ends_on: date
    application_on: date
    opens_on: date
    confirmation_from_on: date

    def holds(self, day: date) -> bool:
        """Whether a day falls into it."""
        return self.begins_on <= day <= self.ends_on


def registration_period(registration: Registration, asked: Requirements) -> RegistrationPeriod | None:
    """The period that ends on the renewal date; None before she has given one."""
    ends_on, application_on = registration.renewal_on, registration.application_on
    if ends_on is None or application_on is None:
        return None
    ended_before_on = end_of_month(ends_on - relativedelta(years=asked.period_years))
    return RegistrationPeriod(
        begins_on=ended_before_on + timedelta(days=1),
        ends_on=ends_on,
        application_on=application_on,
        opens_on=application_opens_on(application_on, asked.application_opens_days_before),
        confirmation_from_on=ends_on - relativedelta(months=asked.confirmation_within_last_months),
    )
