"""What `data/demo` holds, as values: an invented Trust with its people and their accounts, and real articles."""

import json
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from typing import Any

from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.groups import Group, GroupKind
from revalidation.domain.people import Role
from revalidation.domain.series import Pattern
from revalidation.domain.sites import Site

CONTENT = Path(__file__).resolve().parents[2] / "data" / "demo"
EMAIL_DOMAIN = "demo.example"

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PATTERNS = {
    "weekly": Pattern.EVERY_WEEK,
    "every_second_week": Pattern.EVERY_SECOND_WEEK,
    "monthly_same_weekday": Pattern.SAME_WEEKDAY_OF_MONTH,
    "last_weekday": Pattern.LAST_WEEKDAY_OF_MONTH,
    "every_other_month": Pattern.EVERY_OTHER_MONTH,
}


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody of the Trust; `site` is a site's key, `registrations` are those of data/nmc."""

    name: str
    email: str
    roles: frozenset[Role]
    site: str
    registrations: tuple[str, ...]
    nmc_pin: str
    renewal_in_months: int | None


@dataclass(frozen=True, slots=True)
class InventedGroup:
    """A group, and how its sessions repeat. `site` is a site's key, `articles` are keys in the order they are read."""

    group: Group
    site: str | None
    pattern: Pattern
    weekday: int
    at: time
    articles: tuple[str, ...]

    def at_site(self, site_ids: dict[str, int]) -> Group:
        """The group as it is added, once its site has an id."""
        return replace(self.group, site_id=site_ids[self.site]) if self.site else self.group


@dataclass(frozen=True, slots=True)
class InventedAccount:
    """A reflective account; `article` is the key of what was read, if anything."""

    key: str
    author: str
    article: str | None
    state: AccountState
    written: Written


def sites() -> dict[str, Site]:
    """The Trust's sites by key."""
    return {each["key"]: Site(name=each["name"], address=each["address"]) for each in _read("trust")["sites"]}


def groups() -> list[InventedGroup]:
    """The Trust's groups."""
    return [_group(each) for each in _read("trust")["groups"]]


def people() -> list[InventedPerson]:
    """Everybody: those a visitor may try come first, and so get the lowest ids."""
    return [_person(each) for each in sorted(_read("people"), key=lambda each: not each["try"])]


def emails_to_try() -> set[str]:
    """The addresses of those a visitor may try."""
    return {_email(each["email"]) for each in _read("people") if each["try"]}


def articles() -> dict[str, Article]:
    """Real articles by key, each with its reading prompts."""
    return {each["key"]: _article(each) for each in _read("articles")}


def accounts() -> list[InventedAccount]:
    """Reflective accounts in the order they are written."""
    return [
        InventedAccount(
            key=each["key"],
            author=_email(each["author"]),
            article=each["article"],
            state=AccountState(each["state"]),
            written=Written(title=each["title"], answers=tuple(each["answers"]), themes=tuple(each["themes"])),
        )
        for each in _read("accounts")
    ]


def _read(name: str) -> Any:  # noqa: ANN401 (JSON is what it is; the functions above give it types)
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def _email(local_part: str) -> str:
    return f"{local_part}@{EMAIL_DOMAIN}"


def _person(read: dict[str, Any]) -> InventedPerson:
    return InventedPerson(
        name=f"{read['first_name']} {read['family_name']}",
        email=_email(read["email"]),
        roles=frozenset(Role(role) for role in read["roles"]),
        site=read["site"],
        registrations=tuple(read["registrations"]),
        nmc_pin=read["nmc_pin"],
        renewal_in_months=read["renewal_in_months"],
    )


def _group(read: dict[str, Any]) -> InventedGroup:
    group = Group(
        name=read["name"],
        kind=GroupKind(read["kind"]),
        description=read["description"],
        usual_minutes=read["usual_minutes"],
        capacity=read["capacity"],
        minimum_attendance=read["minimum_attendance"],
        online_link=read["online_link"] or "",
    )
    return InventedGroup(
        group=group,
        site=read["site"],
        pattern=_PATTERNS[read["pattern"]],
        weekday=_WEEKDAYS.index(read["weekday"]),
        at=time.fromisoformat(read["start_time"]),
        articles=tuple(read["articles"]),
    )


def _article(read: dict[str, Any]) -> Article:
    as_they_are = ("title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "link", "key_points")
    facts = {name: read[name] for name in as_they_are}
    facts |= {name: read[name] for name in ("number", "publisher", "publisher_place") if name in read}
    kind = ArticleKind(read.get("kind", ArticleKind.ARTICLE))
    return Article(authors="; ".join(read["authors"]), prompts=tuple(read["prompts"]), kind=kind, **facts)
