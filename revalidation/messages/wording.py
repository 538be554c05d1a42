"""What a message consists of once it is in words: paragraphs, facts, links and lists under headings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one under the other."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Something to do, and the address that it is done at; `is_quiet` for what stands below the letter."""

    label: str
    address: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks below it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list, and the address that it is at, if there is one."""

    text: str
    address: str = ""


Block = str | Facts | Link | Heading | Item


@dataclass(frozen=True, slots=True)
class Wording:
    """A message in words; `stop_address` is where its reader's mail program can stop this kind."""

    subject: str
    blocks: tuple[Block, ...]
    stop_address: str = ""
