"""What each document says and how it is drawn, kept beside the tests; `python -m tests.documents.golden` renews it.

A digest stands for the drawing of all pages, uncompressed, so that another zlib or HarfBuzz gives the same; below it
stand the bookmarks, the structure, and the text as it is read back.
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.documents.examples import DOCUMENTS
from tests.documents.tagging import structure

FOLDER = Path(__file__).with_name("golden")


def path_of(name: str) -> Path:
    """Where what is kept of a document stands."""
    return FOLDER / f"{name.replace(' ', '_')}.txt"


def seen_in(content: bytes) -> str:
    """What is compared."""
    return "\n".join(_lines(PdfReader(BytesIO(content)))) + "\n"


def _lines(pdf: PdfReader) -> Iterator[str]:
    drawn = sha256()
    for page in pdf.pages:
        contents = page.get_contents()
        drawn.update(b"" if contents is None else contents.get_data())
    yield f"drawn {drawn.hexdigest()}"
    yield f"outline {[one.title for one in pdf.outline if not isinstance(one, list)]}"
    roles = [role.strip() for role in structure(pdf)]
    yield "structure " + " ".join(f"{role}×{roles.count(role)}" for role in sorted(set(roles)))
    for number, page in enumerate(pdf.pages, start=1):
        yield f"--- page {number}, {float(page.mediabox.width):g} by {float(page.mediabox.height):g}"
        yield from (line.rstrip() for line in page.extract_text().split("\n"))


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in DOCUMENTS.items():
        path_of(name).write_text(seen_in(make()), encoding="utf-8")


if __name__ == "__main__":
    main()
