"""The task of reading what an evidence pack holds; it runs apart, since anybody may bring any file to be checked."""

import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf

from revalidation.opening.frames import NotOpenedError, Reason, write_frame
from revalidation.opening.held import held_down

_BROKEN = (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, RecursionError)
_LINK = frozenset(f"/{key}" for key in ["Type", "Subtype", "Rect", "Border", "F", "Contents", "Dest", "StructParent"])
_UNREADABLE = "unreadable"  # in place of a digest: one page that can't be read says nothing of the others


def main(order: str) -> None:
    """Give the record, then the digests of attached files, pages and typefaces."""
    asked = held_down(order)
    content, out = sys.stdin.buffer.read(), sys.stdout.buffer
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            for facts, given in _found(pdf, asked):
                write_frame(out, facts, given)
        write_frame(out, {"done": True})
    except NotOpenedError as refused:
        reason, figure = refused.args
        write_frame(out, {"refused": reason, "figure": figure})
    except pikepdf.PasswordError:
        write_frame(out, {"refused": Reason.LOCKED, "figure": 0})
    except MemoryError:
        write_frame(out, {"refused": Reason.DEMANDING, "figure": 0})
    except _BROKEN:
        write_frame(out, {"refused": Reason.DAMAGED, "figure": 0})


def _found(pdf: pikepdf.Pdf, asked: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    if len(pdf.pages) > asked["pages"]:
        raise NotOpenedError(Reason.LONG, len(pdf.pages))
    for name, attached in sorted(pdf.attachments.items()):
        if name == asked["record"]:
            yield {"record": True}, attached.get_file().read_bytes()
        elif name == asked["signature"]:
            yield {"signature": True}, attached.get_file().read_bytes()
        else:
            yield {"attached": name, "digest": _tried(_file_digest, attached)}, b""
    typefaces: set[str] = set()
    for page in pdf.pages:
        yield {"page": _tried(_page_digest, page)}, b""
        typefaces.update(_tried(_typefaces, page).split())
    yield {"typefaces": sorted(typefaces)}, b""


def _tried(look: Callable[[Any], str], held: object) -> str:
    try:
        return look(held)
    except _BROKEN:
        return _UNREADABLE


def _file_digest(attached: pikepdf.AttachedFileSpec) -> str:
    return sha256(attached.get_file().read_bytes()).hexdigest()


def _page_digest(page: pikepdf.Page) -> str:
    """As documents/digests.py makes it: what is drawn, its pictures, and how many links are laid over it."""
    contents = _at(page.obj, "/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    drawn = b"\n".join(stream.read_bytes() for stream in streams)
    digest = sha256(drawn)
    for name, picture in sorted(_entries(page, "/XObject")):
        if f"{name} Do".encode() in drawn:
            digest.update(name.encode() + sha256(picture.read_raw_bytes()).digest())
    laid_over = list(_at(page.obj, "/Annots") or ())
    digest.update(b"%d" % len(laid_over) if all(map(_only_leads_on, laid_over)) else b"more")
    return digest.hexdigest()


def _only_leads_on(laid_over: Any) -> bool:  # noqa: ANN401 (as below)
    """Whether it is a link within the file, that shows nothing and does nothing else."""
    is_link = laid_over.Subtype == pikepdf.Name.Link and isinstance(laid_over.Dest, pikepdf.Array)
    return is_link and _LINK.issuperset(laid_over.keys())


def _typefaces(page: pikepdf.Page) -> str:
    files = (
        _at(_at(below, "/FontDescriptor"), "/FontFile2")
        for _, font in _entries(page, "/Font")
        for below in _at(font, "/DescendantFonts") or ()
    )
    return " ".join(sha256(file.read_bytes()).hexdigest() for file in files if file is not None)


def _entries(page: pikepdf.Page, kind: str) -> list[tuple[str, Any]]:
    return list((_at(page.resources, kind) or pikepdf.Dictionary()).items())


def _at(held: Any, key: str) -> Any:  # noqa: ANN401 (whatever a stranger has put there)
    return None if held is None else held.get(key)
