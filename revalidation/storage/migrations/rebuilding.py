"""Changing tables on SQLite, which can only build a table anew: with all its constraints."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations


@contextmanager
def changing(name: str) -> Iterator[BatchOperations]:
    """Alembic's batch mode for one table, which by itself would forget the CHECK constraints on SQLite."""
    connection = op.get_bind()
    as_it_is = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    known = {constraint.name for constraint in as_it_is.constraints}
    for check in sa.inspect(connection).get_check_constraints(name):
        if check["name"] not in known:
            as_it_is.append_constraint(sa.CheckConstraint(check["sqltext"], name=op.f(str(check["name"]))))
    with op.batch_alter_table(name, copy_from=as_it_is) as batch:
        yield batch
