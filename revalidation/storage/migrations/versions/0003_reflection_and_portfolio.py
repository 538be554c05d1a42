"""Versions of accounts, the portfolio, sign-offs, follow-ups and audit."""

import sqlalchemy as sa
from alembic import op

from revalidation.storage.migrations.rebuilding import changing

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MESSAGE_KINDS = (
    "booked", "waiting", "offered", "claimed", "promoted", "first_to_claim", "lapsed", "cancelled", "released",
    "given_by_hand", "taken_back", "moved", "session_cancelled", "confirm", "reminder", "afterwards", "below_minimum",
    "invitation", "follow_up", "sign_off_invitation", "signed",
)  # fmt: skip


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor",
            sa.Enum(
                "herself", "guest", "library", name="auditactor", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "signed_in",
                "signed_out",
                "password_changed",
                "invited",
                "link_withdrawn",
                "link_opened",
                "signed",
                "passage_lent",
                "passage_withdrawn",
                "exported",
                "imported",
                "deleted",
                "details_changed",
                name="auditkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_audit_event_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_of", ["person_id", "id"], unique=False)

    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feedback_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_person_id"), ["person_id"], unique=False)

    op.create_table(
        "practice_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("organisation", sa.LargeBinary(), nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("hours_text", sa.LargeBinary(), nullable=False),
        sa.Column("registration", sa.Text(), nullable=False),
        sa.Column("description", sa.LargeBinary(), nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_practice_period_ends_after_it_begins")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_practice_period_minutes_not_negative")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_period_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_period")),
    )
    with op.batch_alter_table("practice_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_period_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "discussion", "confirmation", name="signoffkind", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown", sa.LargeBinary(), nullable=True),
        sa.Column("shown_digest", sa.Text(), nullable=True),
        sa.CheckConstraint("(signed_at IS NULL) = (shown IS NULL)", name=op.f("ck_sign_off_signed_is_frozen")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_off_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_off_token_digest")),
    )
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cpd_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("method", sa.LargeBinary(), nullable=False),
        sa.Column("topic", sa.LargeBinary(), nullable=False),
        sa.Column("code_link", sa.LargeBinary(), nullable=False),
        sa.Column("standards_link", sa.LargeBinary(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("participatory_minutes", sa.Integer(), nullable=False),
        sa.Column("reading_minutes", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("drafted_minutes", sa.Integer(), nullable=True),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_cpd_entry_ends_after_it_begins")),
        sa.CheckConstraint(
            "minutes >= 0 AND participatory_minutes >= 0 AND participatory_minutes <= minutes",
            name=op.f("ck_cpd_entry_participatory_is_part"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cpd_entry_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_cpd_entry_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cpd_entry")),
        sa.UniqueConstraint("person_id", "session_id", name=op.f("uq_cpd_entry_person_id_session_id")),
    )
    with op.batch_alter_table("cpd_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cpd_entry_session_id"), ["session_id"], unique=False)

    op.create_table(
        "erased_count",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("cancelled_late", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("attended_part", sa.Integer(), nullable=False),
        sa.Column("did_not_attend", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("not_used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_erased_count_session_id")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_erased_count")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_statement_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_statement_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("person_id", "session_id", name=op.f("uq_statement_person_id_session_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_statement_reference")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_session_id"), ["session_id"], unique=False)

    op.create_table(
        "account_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("cpd_entry_id", sa.Integer(), nullable=True),
        sa.Column("feedback_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(cpd_entry_id IS NULL) <> (feedback_id IS NULL)", name=op.f("ck_account_source_one_source")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["reflective_account.id"], name=op.f("fk_account_source_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cpd_entry_id"], ["cpd_entry.id"], name=op.f("fk_account_source_cpd_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["feedback_id"], ["feedback.id"], name=op.f("fk_account_source_feedback_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_source")),
        sa.UniqueConstraint("account_id", "cpd_entry_id", name=op.f("uq_account_source_account_id_cpd_entry_id")),
        sa.UniqueConstraint("account_id", "feedback_id", name=op.f("uq_account_source_account_id_feedback_id")),
    )
    with op.batch_alter_table("account_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_source_cpd_entry_id"), ["cpd_entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_source_feedback_id"), ["feedback_id"], unique=False)

    op.create_table(
        "account_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("written", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["reflective_account.id"], name=op.f("fk_account_version_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_version")),
        sa.UniqueConstraint("account_id", "client", "seq", name=op.f("uq_account_version_account_id_client_seq")),
    )
    op.create_table(
        "evidence_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("stored_as", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cpd_entry_id", sa.Integer(), nullable=True),
        sa.Column("feedback_id", sa.Integer(), nullable=True),
        sa.Column("practice_period_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cpd_entry_id"], ["cpd_entry.id"], name=op.f("fk_evidence_file_cpd_entry_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["feedback_id"], ["feedback.id"], name=op.f("fk_evidence_file_feedback_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evidence_file_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_period_id"],
            ["practice_period.id"],
            name=op.f("fk_evidence_file_practice_period_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_file")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_evidence_file_stored_as")),
    )
    with op.batch_alter_table("evidence_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_file_cpd_entry_id"), ["cpd_entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_file_feedback_id"), ["feedback_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_file_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_file_practice_period_id"), ["practice_period_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times_asked", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "used",
            sa.Enum("yes", "not_yet", "no", name="used", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("added_to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_to_id"], ["reflective_account.id"], name=op.f("fk_follow_up_added_to_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_follow_up_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_follow_up_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("person_id", "session_id", name=op.f("uq_follow_up_person_id_session_id")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_added_to_id"), ["added_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_session_id"), ["session_id"], unique=False)

    op.create_table(
        "lent_passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("lent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["reflective_account.id"], name=op.f("fk_lent_passage_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lent_passage_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_lent_passage_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lent_passage")),
    )
    with op.batch_alter_table("lent_passage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lent_passage_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lent_passage_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lent_passage_session_id"), ["session_id"], unique=False)

    op.create_table(
        "sign_off_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_off_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("signed_revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["reflective_account.id"], name=op.f("fk_sign_off_account_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sign_off_id"], ["sign_off.id"], name=op.f("fk_sign_off_account_sign_off_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off_account")),
        sa.UniqueConstraint("sign_off_id", "account_id", name=op.f("uq_sign_off_account_sign_off_id_account_id")),
    )
    with op.batch_alter_table("sign_off_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_account_account_id"), ["account_id"], unique=False)

    _add_columns()
    for table in ("message", "message_stop"):
        _widen_kinds(table)


def _add_columns() -> None:
    """What was there before was asked about after thirty days, and shows no scaffold."""
    for table, name, kind, value in (
        ("installation", "follow_up_days", sa.Integer(), 30),
        ("reflective_account", "scaffold", sa.Text(), ""),
    ):
        op.add_column(table, sa.Column(name, kind, nullable=True))
        op.execute(sa.update(sa.table(table, sa.column(name, kind))).values({name: value}))
        with changing(table) as batch:
            batch.alter_column(name, existing_type=kind, nullable=False)
    op.add_column("registration", sa.Column("application_on", sa.Date(), nullable=True))
    op.add_column("message", sa.Column("sign_off_id", sa.Integer(), nullable=True))
    with changing("message") as batch:
        batch.create_foreign_key(
            op.f("fk_message_sign_off_id"), "sign_off", ["sign_off_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(op.f("ix_message_sign_off_id"), "message", ["sign_off_id"])


def _widen_kinds(table: str) -> None:
    name, kinds = op.f(f"ck_{table}_messagekind"), ", ".join(f"'{kind}'" for kind in MESSAGE_KINDS)
    with changing(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({kinds})")
