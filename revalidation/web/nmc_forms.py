"""The NMC's logs and signed forms as documents, for whoever they belong to."""

from functools import partial

from revalidation.acting import look_up, now
from revalidation.documents.logs import add_cpd_log, add_feedback_log, add_practice_hours, log_name, log_pdf
from revalidation.documents.sign_off import blank_form_name, blank_form_pdf, signed_form_name, signed_form_pdf
from revalidation.domain.nmc_logs import Log
from revalidation.domain.nmc_sign_offs import sign_off_form_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.signed_forms import NursePart
from revalidation.domain.times import local
from revalidation.queries.cpd import cpd_for_paper
from revalidation.queries.feedback import feedback_for_paper
from revalidation.queries.practice import practice_for_paper
from revalidation.queries.registrations import my_registration
from revalidation.queries.sign_offs import get_signed


def practice_hours_log(actor: Actor) -> tuple[str, bytes]:
    """Her practice hours log."""
    at = now()
    add = partial(add_practice_hours, periods=look_up(practice_for_paper, actor=actor, now=at))
    name = log_name(Log.PRACTICE_HOURS, author=actor.name, at=at)
    return name, log_pdf(Log.PRACTICE_HOURS, add, author=actor.name, at=at)


def cpd_log(actor: Actor) -> tuple[str, bytes]:
    """Her CPD log."""
    at = now()
    add = partial(add_cpd_log, entries=look_up(cpd_for_paper, actor=actor, now=at))
    return log_name(Log.CPD, author=actor.name, at=at), log_pdf(Log.CPD, add, author=actor.name, at=at)


def feedback_log(actor: Actor) -> tuple[str, bytes]:
    """Her feedback log."""
    at = now()
    add = partial(add_feedback_log, pieces=look_up(feedback_for_paper, actor=actor, now=at))
    return log_name(Log.FEEDBACK, author=actor.name, at=at), log_pdf(Log.FEEDBACK, add, author=actor.name, at=at)


def signed_form(actor: Actor, sign_off_id: int) -> tuple[str, bytes]:
    """One of her signed forms. Raises NotFound."""
    found = look_up(get_signed, actor=actor, sign_off_id=sign_off_id)
    content = signed_form_pdf(found.form, is_untouched=found.is_untouched, at=now())
    return signed_form_name(found.form), content


def blank_form(actor: Actor, kind: SignOffKind) -> tuple[str, bytes]:
    """A form with her part filled in, for somebody who signs by hand."""
    actor.must_be(Role.NURSE)
    at = now()
    registration = look_up(my_registration, actor=actor)
    form = sign_off_form_in_force(kind, local(at).date())
    content = blank_form_pdf(form, NursePart(actor.name, registration.nmc_pin), at=at)
    return blank_form_name(form, actor.name, at), content
