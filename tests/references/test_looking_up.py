"""Looking works up at a real server that plays the catalogues, in every way that they may behave."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.identifiers import Identifier, IdentifierKind, identifiers_in
from revalidation.domain.reading_refusals import (
    CatalogueBusy,
    CatalogueDown,
    CatalogueFailed,
    CatalogueNotTrusted,
    CatalogueNotUnderstood,
    CatalogueSlow,
    LookupIsOff,
    NotKnown,
)
from revalidation.domain.refusals import Refusal
from revalidation.references import crossref, europe_pmc
from revalidation.references.answers import MOST_AUTHORS_LENGTH, joined_names
from revalidation.references.asking import Catalogue
from revalidation.references.looking_up import Catalogues, catalogues_of, work_of, works_of
from revalidation.settings import settings
from tests.reference_services import PROXY, QUICK, Illness, Played, always, at_first, playing, slow

DOI = Identifier(IdentifierKind.DOI, "10.5555/jpm.12345")
PMID = Identifier(IdentifierKind.PMID, "24548312")
TALKING = Article(
    title="Talking on the ward & after: a cluster trial of CO2",
    authors="Bowers, Len; van der Berg, Karen, Jr; {The Talking Group; North}",
    journal="Journal of Imaginary Nursing",
    year=2015,
    month=9,
    volume="52",
    issue="9",
    pages="1412-1422",
    doi="10.5555/jpm.12345",
    pmid="24548312",
)


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as one:
        yield one


def only(kind: Illness, catalogue: str) -> Illness:
    """Ill, but only as one of the two."""
    return lambda played, path: kind(played, path) if path.startswith(f"/{catalogue}/") else None


def test_a_doi_gives_what_both_services_know(played: Played) -> None:
    article = work_of(DOI, played.catalogues())
    assert article == article.checked() == TALKING
    assert played.asked[0] == "/crossref/works/10.5555%2Fjpm.12345"
    assert played.agents == {"Revalidation/0.1 (mailto:library@trust.example)"}


def test_a_pmid_gives_the_doi_too(played: Played) -> None:
    article = work_of(PMID, played.catalogues())
    names = "Bowers, Len; van der Berg K; The Talking Group"
    assert article == replace(TALKING, authors=names, journal="Journal of imaginary nursing")
    assert article == work_of(Identifier(IdentifierKind.PMCID, "PMC3956180"), played.catalogues())
    assert all(path.startswith("/europepmc/search?") for path in played.asked)


def test_a_chapter_and_a_record_with_little_in_it(played: Played) -> None:
    assert work_of(Identifier(IdentifierKind.DOI, "10.5555/book.7"), played.catalogues()) == Article(
        title="Handing over: What gets lost",
        authors="Osei A",
        journal="Nights",
        year=2020,
        pages="e7",
        doi="10.5555/book.7",
        kind=ArticleKind.CHAPTER,
        editors="Ward, Mary Ann",
        edition="2",
        publisher="Example Press",
        publisher_place="Leeds",
    )
    assert work_of(Identifier(IdentifierKind.PMID, "17284678"), played.catalogues()) == Article(
        "Sleep and shifts", "Osei A; Ward MA", year=2007, month=2, day=6, pmid="17284678"
    )


@pytest.mark.parametrize(
    ("illness", "refusal"),
    [
        (always(404, b"Resource not found."), NotKnown),
        (always(500, b"<h1>Error</h1>"), CatalogueFailed),
        (always(403), CatalogueFailed),
        (always(429, Retry_After="3600"), CatalogueBusy),
        (always(503, Retry_After="0"), CatalogueBusy),
        (always(200, PROXY, Content_Type="text/html"), CatalogueNotUnderstood),
        (always(200, b'{"status":"ok","message":{"DO'), CatalogueNotUnderstood),
        (always(200, b'{"status":"ok"}'), CatalogueNotUnderstood),
        (always(200, b"[" * 50_000), CatalogueNotUnderstood),
        (always(200, b"\xff\xfe\x00"), CatalogueNotUnderstood),
        (always(200, b""), CatalogueNotUnderstood),
        (always(200, b" " * 200_000), CatalogueNotUnderstood),
        (always(302, Location="https://sign-in.example/?back=here"), CatalogueNotUnderstood),
        (always(302, Location="file:///etc/passwd"), CatalogueNotUnderstood),
        (always(302, Location="http://127.0.0.1:9/other"), CatalogueNotUnderstood),
        (always(302), CatalogueNotUnderstood),  # to itself, again and again
        (always(200, b"{", Content_Length="100"), CatalogueDown),  # the line was cut
        (slow, CatalogueSlow),
        (always(200, b" " * 50, X_Drips="yes"), CatalogueSlow),
    ],
)
def test_whatever_a_service_does_one_sentence_says_what_can_be_done(
    played: Played, illness: Illness, refusal: type[Refusal]
) -> None:
    played.illness = illness
    with pytest.raises(refusal) as refused:
        work_of(DOI, played.catalogues())
    assert refused.value.sentence.endswith("by hand.")


def test_a_service_that_is_not_there_is_said_to_be_so() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        catalogues = Catalogues(Catalogue("Crossref", address), Catalogue("Europe PMC", address), bounds=QUICK)
        with pytest.raises(CatalogueDown, match="Crossref can't be reached"):
            work_of(DOI, catalogues)
    for wrong in ("nonsense", "ftp://127.0.0.1/x", "http://[", "http://host.invalid"):
        catalogues = Catalogues(Catalogue("Crossref", wrong), Catalogue("Europe PMC", wrong), bounds=QUICK)
        with pytest.raises(CatalogueDown):
            work_of(DOI, catalogues)


@pytest.mark.parametrize("illness", [always(500), always(200, PROXY), slow, always(429, Retry_After="999")])
def test_while_one_service_is_ill_the_other_is_enough(played: Played, illness: Illness) -> None:
    played.illness = only(illness, "crossref")
    assert work_of(DOI, played.catalogues()).pmid == "24548312"
    played.illness = only(illness, "europepmc")
    assert work_of(DOI, played.catalogues()) == replace(TALKING, pmid="")


def test_a_service_that_asks_to_wait_a_little_is_asked_again(played: Played) -> None:
    played.illness = at_first(429, Retry_After="0")
    assert work_of(DOI, played.catalogues()) == TALKING
    until = format_datetime(datetime(2020, 12, 1, 12, tzinfo=UTC), usegmt=True)
    played.illness = at_first(503, Retry_After=until)
    played.times.clear()
    assert work_of(DOI, played.catalogues()) == TALKING


def test_a_redirect_within_the_service_is_followed(played: Played) -> None:
    def moved(played: Played, path: str) -> tuple[int, dict[str, str], bytes] | None:
        assert played
        old = "/crossref/works/10.5555%2Fold"
        return (301, {"Location": "/crossref/works/10.5555%2Fjpm.12345"}, b"") if path == old else None

    played.illness = moved
    found = work_of(Identifier(IdentifierKind.DOI, "10.5555/old"), played.catalogues())
    assert found.title == TALKING.title
    assert found.doi == "10.5555/old"  # as it was asked for, and leads there as well


def test_without_an_address_a_service_is_off(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    off = replace(played.catalogues(), crossref=Catalogue("Crossref", ""), europe_pmc=Catalogue("Europe PMC", ""))
    with pytest.raises(LookupIsOff):
        work_of(DOI, off)
    with pytest.raises(LookupIsOff):
        work_of(PMID, replace(played.catalogues(), europe_pmc=off.europe_pmc))
    assert not played.asked
    assert work_of(DOI, replace(played.catalogues(), crossref=off.crossref)).pmid == "24548312"
    monkeypatch.setenv("REVALIDATION_CROSSREF", "")
    monkeypatch.setenv("REVALIDATION_EUROPE_PMC", "https://europe.example/rest/")
    monkeypatch.setenv("REVALIDATION_MAIL_FROM", "The library <library@trust.example>")
    assert catalogues_of(settings()).crossref.address == ""
    assert catalogues_of(settings()).europe_pmc.address == "https://europe.example/rest"
    assert catalogues_of(settings()).contact == "The library <library@trust.example>"


def test_several_come_in_order_a_few_at_a_time_and_each_says_what_was_wrong_with_it(played: Played) -> None:
    played.illness = lambda _played, path: (500, {}, b"") if "bad" in path else None
    text = "10.5555/jpm.12345 10.5555/bad\n17284678\n99999999\n" + " ".join(f"10.5555/no.{n}" for n in range(20))
    records = list(works_of(identifiers_in(text).found, played.catalogues()))
    assert [record.article.title if record.article else "" for record in records[:4]] == [
        TALKING.title,
        "",
        "Sleep and shifts",
        "",
    ]
    assert len(records) == 24
    assert "fault at its end" in records[1].troubles[0].sentence
    assert records[3].troubles[0].sentence.startswith("PMID 99999999 is not known to")
    assert 1 < played.most_at_once <= 3


def test_what_can_not_be_reached_is_not_waited_for_forty_times(played: Played) -> None:
    played.illness = always(200, PROXY)
    found = identifiers_in(" ".join(f"10.5555/no.{n}" for n in range(40))).found
    records = list(works_of(found, played.catalogues()))
    assert all(record.article is None and record.troubles for record in records)
    assert len(played.asked) < 15


def test_whoever_stops_looking_stops_asking(played: Played) -> None:
    found = identifiers_in(" ".join(f"10.5555/no.{n}" for n in range(100))).found
    records = works_of(found, played.catalogues())
    next(records)
    records.close()  # type: ignore[attr-defined]
    assert len(played.asked) < 50


def test_a_certificate_that_nobody_trusts_is_said_plainly(tmp_path: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "own.pem"))

    def greet() -> None:
        while True:
            try:
                connection, _ = listener.accept()
                context.wrap_socket(connection, server_side=True).close()
            except ssl.SSLError:
                continue
            except OSError:
                return

    thread = Thread(target=greet, daemon=True)
    thread.start()
    address = f"https://127.0.0.1:{listener.getsockname()[1]}"
    catalogues = Catalogues(Catalogue("Crossref", address), Catalogue("Europe PMC", address), bounds=QUICK)
    with pytest.raises(CatalogueNotTrusted, match="certificate of Crossref"):
        work_of(DOI, catalogues)
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def self_signed(path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(begins).not_valid_after(begins + timedelta(days=36500))
    signed = made.sign(key, hashes.SHA256())
    encoding, shape = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path.write_bytes(key.private_bytes(encoding, shape, serialization.NoEncryption()) + signed.public_bytes(encoding))
    return path


NAMES = (
    "message title author family given name date-parts issued type page DOI resultList result source id doi pmid "
    "authorList journalInfo journal volume bookOrReportDetails pubTypeList pubType"
)
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["2015", "10.1/a", "book"])
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES.split()), inner, max_size=4),
    max_leaves=25,
)


@given(ANYTHING)
def test_any_answer_is_an_article_or_none(answer: object) -> None:
    for wrapped in (answer, {"message": answer}, {"resultList": {"result": [answer]}}):
        for article in (crossref.article_of(wrapped, "10.1234/a"), europe_pmc.article_of(wrapped, PMID)):
            assert article is None or article.title


def test_of_thousands_of_authors_as_many_are_kept_as_there_is_room_for() -> None:
    joined = joined_names([f"Author, Number {number}" for number in range(3000)])
    assert joined.endswith("; et al")
    assert len(joined) <= MOST_AUTHORS_LENGTH + 10
    assert Article("T", authors=joined).checked().authors == joined
