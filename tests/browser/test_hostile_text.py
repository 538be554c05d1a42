"""Whatever people type shows as they typed it, and makes no browser ask anybody for anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from revalidation.acting import carry_out
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.articles import add_article
from revalidation.commands.bookings import book
from revalidation.commands.closures import add_closure
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.groups import add_group
from revalidation.commands.installation import set_up
from revalidation.commands.invitations import invite
from revalidation.commands.people import add_person
from revalidation.commands.practice import add_practice_period
from revalidation.commands.registrations import save_registration
from revalidation.commands.sign_offs import Ask, ask_to_sign
from revalidation.commands.sites import add_site
from revalidation.commands.statements import issue_statement
from revalidation.domain.accounts import Written
from revalidation.domain.articles import Article
from revalidation.domain.closures import Closure
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.feedback import Feedback
from revalidation.domain.groups import Group
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.registrations import Registration
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.sites import Site
from tests import make
from tests.browser.browsing import visiting
from tests.browser.houses import filling, serving_filled, token_of
from tests.signing import signed

BOTH = frozenset(Role)
MARK = "Q7"  # stands in every hostile text


@dataclass(frozen=True, slots=True)
class House:
    """A filled database, its server, and somebody who may see all of it."""

    address: str
    me: Actor
    text: str
    paths: tuple[str, ...]


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server somewhere else that notes whoever asks it for something."""
    asked: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Note) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def hostile(elsewhere: str) -> str:
    return (
        f"{MARK} ![x]({elsewhere}/markdown.png) <img src={elsewhere}/html.png onerror=alert(1)> "
        f"<script>alert(2)</script> [go](javascript:alert(3)) :red[x] :material/home: $x^2$ **b** {elsewhere}/bare"
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, list[str]]]:
    folder = tmp_path_factory.mktemp("hostile")
    with listening() as (elsewhere, asked), filling(folder) as url:
        me, paths = fill(hostile(elsewhere))
        with serving_filled(url, folder) as address:
            yield House(address, me, hostile(elsewhere), paths), asked


def fill(text: str) -> tuple[Actor, tuple[str, ...]]:
    now, short = datetime.now(UTC), text[:118]
    secret, email = make.PASSWORD, "me@trust.example"
    me_id = carry_out(set_up, name=short, email=email, password=secret, again=secret, roles=BOTH, now=now)
    me = Actor(me_id, short, email, BOTH)
    other_id = carry_out(add_person, name=short, email="other@trust.example", password=None, roles=BOTH, now=now)
    carry_out(invite, actor=me, name=short, email="third@trust.example", roles=BOTH, now=now)
    carry_out(add_site, actor=me, site=Site(name=short, address=text))
    carry_out(add_closure, actor=me, closure=Closure(short, now.date(), (now + timedelta(days=3)).date()))
    group = Group(name=short, description=text, online_link="https://meet.example/x")
    group_id = carry_out(add_group, actor=me, group=group)
    article = Article(title=text, authors=text[:300], journal=text[:150], key_points=text, prompts=(text, text))
    article_id = carry_out(add_article, actor=me, article=article, now=now)
    past, future = (
        make.session(me, group_id, starts_at=now + timedelta(days=days), articles=(article_id,), now=now)
        for days in (-3, 3)
    )
    for session_id, moment in ((past, now - timedelta(days=4)), (future, now)):
        carry_out(book, actor=me, session_id=session_id, now=moment)
    make.attended(me, past, me, now=now)
    written = Written(text[:290], (text, text, text, text), ("preserve_safety",))
    for about, is_finished in ((past, True), (None, False)):
        account_id = carry_out(start_account, actor=me, session_id=about, now=now)
        saved = carry_out(save_account, actor=me, account_id=account_id, written=written, revision=0, now=now)
        if is_finished:
            carry_out(finish_account, actor=me, account_id=account_id, revision=saved, now=now)
    carry_out(save_registration, actor=me, registration=Registration(text[:20], (), now.date() + timedelta(days=99)))
    entry = CpdEntry(now.date(), now.date(), text[:290], text, ("preserve_safety",), text, 60)
    carry_out(add_cpd_entry, actor=me, entry=entry, now=now)
    carry_out(add_feedback, actor=me, feedback=Feedback(now.date(), text[:290], text[:290], text), now=now)
    period = PracticePeriod(now.date(), now.date(), text[:290], "other", "education", 60, text[:120], "nurse", text)
    carry_out(add_practice_period, actor=me, period=period, now=now)
    carry_out(add_evidence, actor=me, name=text[:90], content=b"%PDF-1.7", about=About(AboutKind.FEEDBACK, 1), now=now)
    reference = carry_out(issue_statement, actor=me, session_id=past, now=now)
    forms = forms_to_sign(me, Actor(other_id, short, "other@trust.example", BOTH), text, now)
    paths = paths_to(group_id, article_id, past, future)
    return me, (*paths, *portfolio_paths(reference), *forms)


def portfolio_paths(reference: str) -> tuple[str, ...]:
    return (
        *("/portfolio", "/cpd", "/cpd?entry=1", "/cpd?entry=2", "/feedback", "/feedback?feedback=1", "/practice"),
        *("/practice?period=1", "/evidence", "/evidence?file=1", "/pack", f"/statement?reference={reference}"),
    )


def forms_to_sign(me: Actor, other: Actor, text: str, now: datetime) -> tuple[str, ...]:
    """A form that somebody signed for me, and one that somebody else has asked for."""
    asks = []
    for nurse in (me, other):
        make.registered(nurse)
        ids = [make.finished_account(nurse, text[:290], now=now) for _ in range(5)]
        ask = Ask(SignOffKind.DISCUSSION, text[:118], "partner@trust.example", ids)
        asks.append(carry_out(ask_to_sign, actor=nurse, ask=ask, now=now))
    signed(asks[0].token, now=now, changes={"name": text[:290], "address": text, "summary": text})
    form_id = asks[0].sign_off_id
    hers = ("/my_data", "/erase", "/impact", "/sign_offs", f"/sign_offs?form={form_id}")
    return *hers, f"/discussion?token={asks[1].token}"


def paths_to(group_id: int, article_id: int, past: int, future: int) -> tuple[str, ...]:
    return (
        *(
            "/home",
            "/sessions",
            "/sessions?show=Past+sessions",
            f"/session?session={future}",
            f"/session?session={past}",
        ),
        *(
            "/accounts",
            "/account?account=1",
            "/account?account=2",
            "/versions?account=1&version=2",
            "/details",
            "/today",
            "/schedule",
            "/groups",
        ),
        *(f"/group?group={group_id}", "/articles", f"/article?article={article_id}", "/people", "/people?person=2"),
        *("/people?show=Invitations", "/people?show=Sites", f"/meeting?session={past}", f"/meeting?session={future}"),
        *("/new_session", "/schedule?show=Month", "/people?show=Closures"),
    )


def test_no_page_loads_or_runs_anything_that_people_typed(browser: Browser, house: tuple[House, list[str]]) -> None:
    here, asked = house
    with visiting(browser, here.address, token=token_of(here.me)) as visitor:
        for path in here.paths:
            visitor.go(path)
            assert (
                visitor.page.locator(
                    f"[data-testid=stMain] :is(a:not(.month a), img, script):text-matches('{MARK}')"
                ).count()
                == 0
            )
            loaded = visitor.page.locator("[data-testid=stMain] img").count()
            assert loaded == 0, path
            targets = visitor.page.eval_on_selector_all("[data-testid=stMain] a", "all => all.map(each => each.href)")
            assert not [target for target in targets if "javascript:" in target or "/bare" in target], path
    assert asked == []


@pytest.mark.parametrize(
    "path", ["/sessions", "/accounts", "/account?account=1", "/cpd", "/practice", "/people", "/articles", "/groups"]
)
def test_what_people_typed_shows_as_they_typed_it(browser: Browser, house: tuple[House, list[str]], path: str) -> None:
    here, _ = house
    with visiting(browser, here.address, token=token_of(here.me)) as visitor:
        visitor.go(path)
        visitor.reads(here.text[:118].strip())
