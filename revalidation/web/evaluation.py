"""The figures of the evaluation to take away, for librarians."""

from revalidation.acting import look_up, now
from revalidation.documents.evaluation import evaluation_csv, evaluation_name, evaluation_workbook
from revalidation.domain.evaluation import Span, find_span
from revalidation.domain.evaluation_export import ExportTable, about, export_tables
from revalidation.domain.people import Actor
from revalidation.domain.times import local
from revalidation.queries.evaluation import first_session_on, session_figures
from revalidation.queries.frequency import demands

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def workbook(actor: Actor, span: str) -> tuple[str, bytes]:
    """Every table on a sheet of its own, for the time with this key. Raises NotForYourRole."""
    chosen, tables = _tables(actor, span)
    return evaluation_name(chosen, "xlsx"), evaluation_workbook(about(chosen, now()), tables)


def values(actor: Actor, span: str) -> tuple[str, bytes]:
    """The same, one value a line. Raises NotForYourRole."""
    chosen, tables = _tables(actor, span)
    return evaluation_name(chosen, "csv"), evaluation_csv(tables)


def _tables(actor: Actor, key: str) -> tuple[Span, list[ExportTable]]:
    at = now()
    span = find_span(key, local(at).date(), look_up(first_session_on, actor=actor))
    sessions = look_up(session_figures, actor=actor, span=span, now=at)
    return span, export_tables(sessions, span, look_up(demands, actor=actor, span=span, now=at))
