"""Everything that can be set from outside, by environment variables that begin with REVALIDATION_."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from revalidation.domain.sign_ins import Limits

CROSSREF = "https://api.crossref.org"
EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; `docs/operating.md` explains each."""

    database: str
    key: str
    key_file: Path
    pack_key: str
    pack_key_file: Path
    evidence: Path
    address: str
    limits: Limits
    smtp: str
    mail_from: str
    mail_reply_to: str
    worker: str
    crossref: str
    europe_pmc: str
    contact: str

    @property
    def is_embedded(self) -> bool:
        """Whether the app keeps its own SQLite file, and so also migrates it at start."""
        return self.database.startswith("sqlite")

    @property
    def is_secure(self) -> bool:
        """Whether people reach the app by https."""
        return self.address.startswith("https://")

    @property
    def sends_mail(self) -> bool:
        """Whether a mail server and a sender are named; without them messages wait."""
        return bool(self.smtp and self.mail_from)

    @property
    def works_inside(self) -> bool:
        """Whether the app runs a worker by itself, so that nothing else has to be started."""
        return self.worker == "inside" or (self.is_embedded and self.worker != "apart")


def settings() -> Settings:
    """Read the environment afresh: cheap, and a test may change it."""
    data = _data()
    key, key_file = account_keys()
    return Settings(
        database=database_address(),
        key=key,
        key_file=key_file,
        pack_key=os.environ.get("REVALIDATION_PACK_KEY", ""),
        pack_key_file=Path(os.environ.get("REVALIDATION_PACK_KEY_FILE") or data / "keys" / "packs.key"),
        evidence=Path(os.environ.get("REVALIDATION_EVIDENCE") or data / "evidence"),
        address=os.environ.get("REVALIDATION_ADDRESS", "").rstrip("/"),
        limits=Limits(
            idle=timedelta(minutes=int(os.environ.get("REVALIDATION_IDLE_MINUTES", "60"))),
            absolute=timedelta(hours=int(os.environ.get("REVALIDATION_SIGN_IN_HOURS", "12"))),
        ),
        smtp=os.environ.get("REVALIDATION_SMTP", "").strip(),
        mail_from=os.environ.get("REVALIDATION_MAIL_FROM", "").strip(),
        mail_reply_to=os.environ.get("REVALIDATION_MAIL_REPLY_TO", "").strip(),
        worker=os.environ.get("REVALIDATION_WORKER", "").strip(),
        crossref=os.environ.get("REVALIDATION_CROSSREF", CROSSREF).strip().rstrip("/"),
        europe_pmc=os.environ.get("REVALIDATION_EUROPE_PMC", EUROPE_PMC).strip().rstrip("/"),
        contact=os.environ.get("REVALIDATION_CONTACT", "").strip(),
    )


def database_address() -> str:
    """Where the database is; asked for by every click, so without reading the other settings."""
    chosen = os.environ.get("REVALIDATION_DATABASE")
    return _with_driver(chosen) if chosen else f"sqlite:///{_data() / 'revalidation.db'}"


def account_keys() -> tuple[str, Path]:
    """The keys of accounts themselves, and the file that holds them else; asked for by every text that is read."""
    file = os.environ.get("REVALIDATION_KEY_FILE")
    return os.environ.get("REVALIDATION_KEY", ""), Path(file) if file else _data() / "keys" / "accounts.key"


def _data() -> Path:
    return Path(os.environ.get("REVALIDATION_DATA", DATA))


def _with_driver(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
