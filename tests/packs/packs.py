"""An evidence pack to look at, without a database behind it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.evidence import AboutKind, MediaType
from revalidation.domain.packs import Holder, PackContent, PackFile
from revalidation.domain.registration_periods import RegistrationPeriod
from revalidation.packs.making import MadePack, PackInMaking
from tests.opening import foreign

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
PERIOD = RegistrationPeriod(
    date(2024, 4, 1), date(2027, 3, 31), date(2027, 3, 1), date(2026, 12, 31), date(2026, 3, 31)
)
ACCOUNT = ReflectiveAccount(
    title="Spotting sepsis",
    answers=("We met.", "I learnt.", "I count.", "It keeps people safe."),
    themes=("preserve_safety",),
    form_version="2022-06",
)
HOLDER = Holder("Aoife Ní Dhomhnaill", "12A1234B", ("Registered Nurse",))


def file(number: int, name: str, kind: MediaType = MediaType.PDF, size: int = 1000) -> PackFile:
    return PackFile(number, name, kind, size, AboutKind.CPD, date(2026, 3, 12), "Study day", is_in_period=True)


def made(*, with_originals: bool = True, at: datetime = AT, name: str = HOLDER.name) -> MadePack:
    """A pack of five pages: a cover, what is missing, an account, two pages of a certificate and a photograph."""
    content = PackContent(
        replace(HOLDER, name=name),
        PERIOD,
        accounts=(ACCOUNT,),
        files=uploaded_files(),
        gaps=("CPD: 3 of 35. 32 to go.",),
        with_originals=with_originals,
    )
    return made_of(content, at=at)


def uploaded_files() -> tuple[PackFile, ...]:
    """A certificate of two pages and a photograph."""
    return file(1, "certificate.pdf"), file(2, "photo.jpg", MediaType.JPEG)


def made_of(content: PackContent, *, at: datetime = AT) -> MadePack:
    """A pack of this content, with both of the uploaded files."""
    pack = PackInMaking(content, at)
    for each, uploaded in zip(content.files, (foreign.pdf(2), foreign.picture_with_position()), strict=True):
        for _ in pack.add(each, uploaded):
            pass
    return pack.made()
