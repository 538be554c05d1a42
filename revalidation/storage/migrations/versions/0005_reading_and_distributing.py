"""Works of every kind, how they are distributed, topics and bulletins, notices, search requests, reading lists."""

import sqlalchemy as sa
from alembic import op

from revalidation.domain.duplicates import title_key
from revalidation.storage.migrations.rebuilding import changing

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MESSAGE_KINDS = (
    "booked", "waiting", "offered", "claimed", "promoted", "first_to_claim", "lapsed", "cancelled", "released",
    "given_by_hand", "taken_back", "moved", "session_cancelled", "confirm", "reminder", "afterwards", "below_minimum",
    "invitation", "follow_up", "sign_off_invitation", "signed", "article", "bulletin", "asked_first", "notice",
    "search_asked", "search_answered",
)  # fmt: skip
# Columns that older rows get at once, with the value that was true of them.
FILLED: dict[str, dict[str, str | bool]] = {
    "article": {
        "kind": "article", "editors": "", "edition": "", "publisher": "", "publisher_place": "", "number": "",
        "pmid": "", "sought": "", "sought_doi": "",
    },
    "installation": {
        "link_route": "plain", "libkey_library": "", "openathens_domain": "", "citation_style": "vancouver",
        "gives_out_files": False, "bulletin_line": "",
    },
}  # fmt: skip
CHOICES = {
    ("article", "kind", "articlekind"): ("article", "chapter", "book", "guideline", "report", "web_page"),
    ("installation", "link_route", "linkroute"): ("plain", "libkey", "openathens"),
    ("installation", "citation_style", "citationstyle"): ("vancouver", "apa", "harvard"),
}


def upgrade() -> None:
    """Change the tables."""
    _add_tables()
    for name in ("month", "day"):
        op.add_column("article", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("article", sa.Column("accessed_on", sa.Date(), nullable=True))
    op.add_column("article", sa.Column("notices_checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("group_session", sa.Column("open_to_all_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("used_library_before", sa.Boolean(), nullable=True))
    for table, values in FILLED.items():
        _add_filled(table, values)
    _make_articles_comparable()
    _widen_messages()


def _add_filled(table: str, values: dict[str, str | bool]) -> None:
    choices = {
        name: (f"ck_{table}_{check}", allowed) for (where, name, check), allowed in CHOICES.items() if where == table
    }
    columns = {
        name: sa.Column(name, _kind(value, is_choice=name in choices), nullable=True) for name, value in values.items()
    }
    for column in columns.values():
        op.add_column(table, column)
    op.execute(sa.table(table, *(sa.column(name) for name in values)).update().values(values))
    with changing(table) as batch:
        for name, value in values.items():
            batch.alter_column(name, existing_type=_kind(value, is_choice=name in choices), nullable=False)
        for name, (check, allowed) in choices.items():
            batch.create_check_constraint(op.f(check), f"{name} IN ({_listed(allowed)})")


def _make_articles_comparable() -> None:
    """Of two ways of writing one DOI or title the older rows hold either."""
    article = sa.table("article", *(sa.column(name) for name in ("id", "title", "sought", "doi", "sought_doi")))
    rows = op.get_bind().execute(sa.select(article.c.id, article.c.title, article.c.doi)).all()
    for row in rows:
        values = {"sought": title_key(row.title), "sought_doi": row.doi.lower()}
        op.execute(article.update().where(article.c.id == row.id).values(values))
    op.drop_index(op.f("ix_article_doi"), "article")
    for name in ("pmid", "sought", "sought_doi"):
        op.create_index(op.f(f"ix_article_{name}"), "article", [name])


def _kind(value: str | bool, *, is_choice: bool) -> sa.types.TypeEngine[str] | sa.types.TypeEngine[bool]:  # noqa: FBT001 (a value of either kind)
    if isinstance(value, bool):
        return sa.Boolean()
    return sa.String(30) if is_choice else sa.Text()


def _widen_messages() -> None:
    for name, target in (
        ("article_id", "article"),
        ("bulletin_id", "bulletin"),
        ("search_request_id", "search_request"),
    ):
        op.add_column("message", sa.Column(name, sa.Integer(), nullable=True))
        with changing("message") as batch:
            batch.create_foreign_key(op.f(f"fk_message_{name}"), target, [name], ["id"], ondelete="CASCADE")
        op.create_index(op.f(f"ix_message_{name}"), "message", [name])
    for table in ("message", "message_stop"):
        name = op.f(f"ck_{table}_messagekind")
        with changing(table) as batch:
            batch.drop_constraint(name, type_="check")
            batch.create_check_constraint(name, f"kind IN ({_listed(MESSAGE_KINDS)})")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _add_tables() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("name", name=op.f("uq_topic_name")),
    )
    op.create_table(
        "article_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("stored_as", sa.Text(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "link",
                "open_licence",
                "cla_licence",
                "permission",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("is_for_booked_only", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_file_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_file")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_article_file_stored_as")),
    )
    with op.batch_alter_table("article_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_file_article_id"), ["article_id"], unique=False)

    op.create_table(
        "article_interest",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_interest_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_article_interest_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_article_interest_site_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("person_id", "article_id", name=op.f("pk_article_interest")),
    )
    with op.batch_alter_table("article_interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_interest_article_id"), ["article_id"], unique=False)

    op.create_table(
        "article_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "retraction",
                "concern",
                "correction",
                name="noticekind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "crossref",
                "europe_pmc",
                "library",
                name="noticesource",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_notice_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_notice")),
        sa.UniqueConstraint(
            "article_id", "kind", "reference", name=op.f("uq_article_notice_article_id_kind_reference")
        ),
    )
    op.create_table(
        "article_topic",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_topic_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_article_topic_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "topic_id", name=op.f("pk_article_topic")),
    )
    with op.batch_alter_table("article_topic", schema=None) as batch_op:
        batch_op.create_index("ix_article_topic_news", ["topic_id", "added_at"], unique=False)

    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bulletin_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin")),
        sa.UniqueConstraint("person_id", "begins_at", name=op.f("uq_bulletin_person_id_begins_at")),
    )
    op.create_table(
        "bulletin_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "every",
            sa.Enum("week", "month", name="bulletinevery", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_bulletin_choice_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_bulletin_choice")),
    )
    op.create_table(
        "reading_state",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "opened", "skimmed", "read", name="readingstate", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_reading_state_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reading_state_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "article_id", name=op.f("pk_reading_state")),
    )
    with op.batch_alter_table("reading_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_state_article_id"), ["article_id"], unique=False)

    op.create_table(
        "topic_follow",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_topic_follow_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_topic_follow_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "topic_id", name=op.f("pk_topic_follow")),
    )
    with op.batch_alter_table("topic_follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_follow_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "reading_list",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_candidate", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_reading_list_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["reading_group.id"], name=op.f("fk_reading_list_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "article_id", name=op.f("pk_reading_list")),
    )
    with op.batch_alter_table("reading_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_list_article_id"), ["article_id"], unique=False)

    op.create_table(
        "reading_rank",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("ranked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_reading_rank_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["reading_group.id"], name=op.f("fk_reading_rank_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reading_rank_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "person_id", "article_id", name=op.f("pk_reading_rank")),
    )
    with op.batch_alter_table("reading_rank", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_rank_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reading_rank_person_id"), ["person_id"], unique=False)

    op.create_table(
        "article_sent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("bulletin_id", sa.Integer(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "link",
                "open_licence",
                "cla_licence",
                "permission",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_sent_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_article_sent_bulletin_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_article_sent_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["group_session.id"], name=op.f("fk_article_sent_session_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_sent")),
    )
    with op.batch_alter_table("article_sent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_sent_bulletin_id"), ["bulletin_id"], unique=False)
        batch_op.create_index("ix_article_sent_of", ["article_id", "person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_sent_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_sent_session_id"), ["session_id"], unique=False)

    op.create_table(
        "asked_first",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asked_first_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["group_session.id"], name=op.f("fk_asked_first_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_asked_first")),
    )
    with op.batch_alter_table("asked_first", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_first_person_id"), ["person_id"], unique=False)

    op.create_table(
        "search_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "taken",
                "answered",
                "withdrawn",
                name="searchstate",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_search_request_article_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_search_request_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["group_session.id"], name=op.f("fk_search_request_session_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_search_request_taken_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_request")),
    )
    with op.batch_alter_table("search_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_request_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_request_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_request_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_request_taken_by_id"), ["taken_by_id"], unique=False)

    op.create_table(
        "search_reference",
        sa.Column("search_request_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_search_reference_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["search_request_id"],
            ["search_request.id"],
            name=op.f("fk_search_reference_search_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("search_request_id", "article_id", name=op.f("pk_search_reference")),
    )
    with op.batch_alter_table("search_reference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_reference_article_id"), ["article_id"], unique=False)
