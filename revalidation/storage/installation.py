"""Table of what is true of the whole installation."""

from datetime import datetime, time

from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.library import CitationStyle, LinkRoute
from revalidation.storage.base import Row, choice


class InstallationRow(Row):
    """The one row that says when this installation was set up, whether it only demonstrates, and its quiet hours.

    `follow_up_days` after a session, whoever attended is asked whether it has been of use. The rest is what the library
    sets: how links to articles go (`libkey_library` and `openathens_domain` are its names there), how works are cited,
    whether files are given out, and its own line in bulletins.
    """

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_up_at: Mapped[datetime]
    is_demonstration: Mapped[bool]
    quiet_begins: Mapped[time]
    quiet_ends: Mapped[time]
    follow_up_days: Mapped[int] = mapped_column(default=30)
    link_route: Mapped[LinkRoute] = mapped_column(choice(LinkRoute), default=LinkRoute.PLAIN)
    libkey_library: Mapped[str] = mapped_column(default="")
    openathens_domain: Mapped[str] = mapped_column(default="")
    citation_style: Mapped[CitationStyle] = mapped_column(choice(CitationStyle), default=CitationStyle.VANCOUVER)
    gives_out_files: Mapped[bool] = mapped_column(default=False)
    bulletin_line: Mapped[str] = mapped_column(default="")
