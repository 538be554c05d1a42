"""Offers, histories, messages and calendars."""

from datetime import time
from typing import Any

import sqlalchemy as sa
from alembic import op

from revalidation.storage.migrations.rebuilding import changing

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OFFERED_ONLY = sa.text("state = 'offered'")
MOMENT = sa.DateTime(timezone=True)
# By table: each new column's type, and what older rows get there; None means that it may stay empty.
NEW_COLUMNS: dict[str, dict[str, tuple[Any, Any]]] = {
    "booking": {
        "is_priority": (sa.Boolean(), False),
        "offer_ends_at": (MOMENT, None),
        "request_id": (sa.Integer(), None),
        "sure_at": (MOMENT, None),
        "asked_at": (MOMENT, None),
        "answer_by": (MOMENT, None),
        "is_vacated": (sa.Boolean(), False),
        "sequence": (sa.Integer(), 0),
    },
    "group_session": {"facilitator_id": (sa.Integer(), None), "claims_open_at": (MOMENT, None)},
    "installation": {"quiet_begins": (sa.Time(), time(21)), "quiet_ends": (sa.Time(), time(8))},
    "reading_group": {
        "facilitator_id": (sa.Integer(), None),
        "books_outright": (sa.Boolean(), True),
        "offer_hours": (sa.Integer(), 24),
        "stop_hours": (sa.Integer(), 4),
        "late_hours": (sa.Integer(), 24),
        "confirm_days": (sa.Integer(), 0),
        "reminder_days": (sa.Text(), "7 1"),
    },
}


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "worker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trouble_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "booking_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_booking_request_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_request")),
    )
    with op.batch_alter_table("booking_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_request_person_id"), ["person_id"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calendar_feed_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_calendar_feed_token_digest")),
    )
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_closure_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_closure_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_table(
        "message_stop",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "booked",
                "waiting",
                "offered",
                "claimed",
                "promoted",
                "first_to_claim",
                "lapsed",
                "cancelled",
                "released",
                "given_by_hand",
                "taken_back",
                "moved",
                "session_cancelled",
                "confirm",
                "reminder",
                "afterwards",
                "below_minimum",
                "invitation",
                name="messagekind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_message_stop_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_message_stop")),
    )
    op.create_table(
        "register_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "attended",
                "attended_part",
                "did_not_attend",
                name="mark",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_register_change_actor_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_register_change_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_register_change_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_change")),
    )
    with op.batch_alter_table("register_change", schema=None) as batch_op:
        batch_op.create_index("ix_register_change_of", ["session_id", "person_id", "id"], unique=False)

    op.create_table(
        "booking_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column(
            "event",
            sa.Enum(
                "booked",
                "joined_queue",
                "offered",
                "accepted",
                "declined",
                "lapsed",
                "claimed",
                "promoted",
                "confirmed_again",
                "released",
                "cancelled",
                "got_another_date",
                "session_moved",
                "session_cancelled",
                "added_by_hand",
                "given_by_hand",
                "moved_up_by_hand",
                "put_back_by_hand",
                "removed_by_hand",
                "walked_in",
                "place_taken",
                name="bookingevent",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "confirmed",
                "waiting",
                "offered",
                "cancelled",
                "cancelled_late",
                name="bookingstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "ward",
                "sickness",
                "rota",
                "forgot",
                "other",
                name="cancelreason",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_booking_change_actor_id")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_booking_change_booking_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_change")),
    )
    with op.batch_alter_table("booking_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_change_booking_id"), ["booking_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "booked",
                "waiting",
                "offered",
                "claimed",
                "promoted",
                "first_to_claim",
                "lapsed",
                "cancelled",
                "released",
                "given_by_hand",
                "taken_back",
                "moved",
                "session_cancelled",
                "confirm",
                "reminder",
                "afterwards",
                "below_minimum",
                "invitation",
                name="messagekind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("was_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "dropped",
                "dead",
                name="messagestate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_message_booking_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_message_invitation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["group_session.id"], name=op.f("fk_message_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index("ix_message_due", ["state", "due_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_invitation_id"), ["invitation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_session_id"), ["session_id"], unique=False)

    _add_columns()
    _fill_columns()
    _hold_columns_to_rules()


def _add_columns() -> None:
    for table, columns in NEW_COLUMNS.items():
        for name, (kind, _) in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))


def _fill_columns() -> None:
    """What was there before keeps working as it did: free places go outright to whoever has waited longest."""
    for table, columns in NEW_COLUMNS.items():
        filled = {name: value for name, (_, value) in columns.items() if value is not None}
        if filled:
            named = sa.table(table, *(sa.column(name, columns[name][0]) for name in filled))
            op.execute(sa.update(named).values(filled))
    op.execute(sa.text("UPDATE booking SET sure_at = changed_at WHERE state = 'confirmed'"))
    op.execute(
        sa.text(
            "INSERT INTO booking_change (booking_id, at, event, state, note)"
            " SELECT id, changed_at, CASE state WHEN 'confirmed' THEN 'booked' WHEN 'waiting' THEN 'joined_queue'"
            " ELSE 'cancelled' END, state, '' FROM booking"
        )
    )
    op.execute(
        sa.text(
            "INSERT INTO register_change (session_id, person_id, at, actor_id, mark, minutes)"
            " SELECT session_id, person_id, marked_at, marked_by_id, mark, minutes FROM register_mark"
        )
    )


def _hold_columns_to_rules() -> None:
    for table, columns in NEW_COLUMNS.items():
        with changing(table) as batch:
            for name, (kind, value) in columns.items():
                if value is not None:
                    batch.alter_column(name, existing_type=kind, nullable=False)
            if table == "booking":
                batch.create_check_constraint(
                    op.f("ck_booking_only_offers_end"), "(state = 'offered') = (offer_ends_at IS NOT NULL)"
                )
                batch.create_foreign_key(op.f("fk_booking_request_id"), "booking_request", ["request_id"], ["id"])
            if table in ("group_session", "reading_group"):
                batch.create_foreign_key(op.f(f"fk_{table}_facilitator_id"), "person", ["facilitator_id"], ["id"])
    op.create_index(op.f("ix_booking_request_id"), "booking", ["request_id"])
    op.create_index(op.f("ix_group_session_facilitator_id"), "group_session", ["facilitator_id"])
    op.create_index(
        "ix_booking_offers", "booking", ["offer_ends_at"], sqlite_where=OFFERED_ONLY, postgresql_where=OFFERED_ONLY
    )
