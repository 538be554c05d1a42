"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("volume", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("doi", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("key_points", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_doi"), ["doi"], unique=False)

    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("email_digest", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("email_digest", name=op.f("pk_sign_in_try")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name=op.f("uq_site_name")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_invitation_invited_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_invitation_token_digest")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_email"), ["email"], unique=False)

    op.create_table(
        "person_role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("nurse", "librarian", name="role", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_person_role")),
    )
    op.create_table(
        "reading_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reading_group",
                "workshop",
                "training",
                "talk",
                name="groupkind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("usual_minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("minimum_attendance", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("online_link", sa.Text(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_reading_group_capacity_positive")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_reading_group_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_group")),
        sa.UniqueConstraint("name", name=op.f("uq_reading_group_name")),
    )
    op.create_table(
        "reading_prompt",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_reading_prompt_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_reading_prompt")),
    )
    op.create_table(
        "registration",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nmc_pin", sa.Text(), nullable=False),
        sa.Column("renewal_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_registration_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_registration")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ticket_digest", sa.Text(), nullable=True),
        sa.Column("ticket_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("ticket_digest", name=op.f("uq_sign_in_ticket_digest")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_token_digest")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "invitation_role",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("nurse", "librarian", name="role", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_role_invitation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("invitation_id", "role", name=op.f("pk_invitation_role")),
    )
    op.create_table(
        "registration_kind",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["registration.person_id"], name=op.f("fk_registration_kind_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_registration_kind")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column(
            "pattern",
            sa.Enum(
                "every_week",
                "every_second_week",
                "same_weekday_of_month",
                "last_weekday_of_month",
                "every_other_month",
                name="pattern",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "nation",
            sa.Enum("ENG", "NIR", "SCT", "WLS", name="nation", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("skips_bank_holidays", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["reading_group.id"], name=op.f("fk_series_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_group_id"), ["group_id"], unique=False)

    op.create_table(
        "group_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("online_link", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("minimum_attendance", sa.Integer(), nullable=False),
        sa.Column("places_taken", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "scheduled", "cancelled", name="sessionstate", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_group_session_capacity_positive")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_group_session_ends_after_start")),
        sa.CheckConstraint("places_taken BETWEEN 0 AND capacity", name=op.f("ck_group_session_never_over_booked")),
        sa.ForeignKeyConstraint(["group_id"], ["reading_group.id"], name=op.f("fk_group_session_group_id")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_group_session_series_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_group_session_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_session")),
    )
    with op.batch_alter_table("group_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_session_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_session_series_id"), ["series_id"], unique=False)
        batch_op.create_index("ix_group_session_starts_at", ["starts_at", "id"], unique=False)

    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
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
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_booking_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_booking_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_booking_queue", ["session_id", "state", "queued_at", "id"], unique=False)
        batch_op.create_index(
            "uq_booking_live",
            ["session_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )

    op.create_table(
        "reflective_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "finished", name="accountstate", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("answer_1", sa.LargeBinary(), nullable=False),
        sa.Column("answer_2", sa.LargeBinary(), nullable=False),
        sa.Column("answer_3", sa.LargeBinary(), nullable=False),
        sa.Column("answer_4", sa.LargeBinary(), nullable=False),
        sa.Column("themes", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reflective_account_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_reflective_account_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflective_account")),
    )
    with op.batch_alter_table("reflective_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reflective_account_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reflective_account_session_id"), ["session_id"], unique=False)

    op.create_table(
        "register_mark",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_register_mark_minutes_not_negative")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["person.id"], name=op.f("fk_register_mark_marked_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_register_mark_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["group_session.id"], name=op.f("fk_register_mark_session_id")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_register_mark")),
    )
    with op.batch_alter_table("register_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_mark_person_id"), ["person_id"], unique=False)

    op.create_table(
        "session_article",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_session_article_article_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["group_session.id"], name=op.f("fk_session_article_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "article_id", name=op.f("pk_session_article")),
    )
    with op.batch_alter_table("session_article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_article_article_id"), ["article_id"], unique=False)


def downgrade() -> None:
    """Change them back."""
    with op.batch_alter_table("session_article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_article_article_id"))

    op.drop_table("session_article")
    with op.batch_alter_table("register_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_mark_person_id"))

    op.drop_table("register_mark")
    with op.batch_alter_table("reflective_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reflective_account_session_id"))
        batch_op.drop_index(batch_op.f("ix_reflective_account_person_id"))

    op.drop_table("reflective_account")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_booking_live",
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )
        batch_op.drop_index("ix_booking_queue")
        batch_op.drop_index(batch_op.f("ix_booking_person_id"))

    op.drop_table("booking")
    with op.batch_alter_table("group_session", schema=None) as batch_op:
        batch_op.drop_index("ix_group_session_starts_at")
        batch_op.drop_index(batch_op.f("ix_group_session_series_id"))
        batch_op.drop_index(batch_op.f("ix_group_session_group_id"))

    op.drop_table("group_session")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_group_id"))

    op.drop_table("series")
    op.drop_table("registration_kind")
    op.drop_table("invitation_role")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    op.drop_table("registration")
    op.drop_table("reading_prompt")
    op.drop_table("reading_group")
    op.drop_table("person_role")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_email"))

    op.drop_table("invitation")
    op.drop_table("site")
    op.drop_table("sign_in_try")
    op.drop_table("person")
    op.drop_table("installation")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_doi"))

    op.drop_table("article")
