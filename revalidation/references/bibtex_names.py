"""Names in BibTeX: `Family, Given and {Organisation} and Given von Family and others`."""

import re

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from revalidation.references.latex import text_of, with_letters
from revalidation.references.names import as_written, is_organisation, organisation, person

_LONGEST = 50_000
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_HOMONYM = re.compile(r" \d{4}$")  # as DBLP tells one from another: `John Smith 0001`
_LETTER_IN_BRACES = re.compile(r"\{(\w)\}")
_KEYED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_OTHERS = re.compile(r"others|et\.? ?al\.?", re.IGNORECASE)
_WITH_INITIALS = re.compile(r"\{[^{},\\]+ [A-Z]{1,3}\}")
_WHOLE_GROUP = re.compile(r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")


def names_of(latex: str) -> tuple[list[str], bool]:
    """Each name as it stands in an article, and whether these are all: not where the file says `and others`."""
    latex = _LETTER_IN_BRACES.sub(r"\1", with_letters(latex[:_LONGEST]))
    group = _WHOLE_GROUP.fullmatch(latex)
    if group and _are_people(group.group(1)):
        latex = group.group(1)  # everything in two pairs of braces, as Web of Science has it
    written = split_multiple_persons_names(latex) if "{" in latex or "\\" in latex else _AND.split(latex)
    names = [name for each in written if (name := each.strip()) and not _OTHERS.fullmatch(name)]
    are_all = not any(_OTHERS.fullmatch(each.strip()) for each in written)
    if len(names) > 1 and all(map(_WITH_INITIALS.fullmatch, names)):  # as Zotero has names that it can't take apart
        return [as_written(name[1:-1]) for name in names], are_all
    return [text for name in names if (text := _name(name))], are_all


def _are_people(latex: str) -> bool:
    pieces = split_multiple_persons_names(latex)
    return len(pieces) > 1 and all("," in piece for piece in pieces)


def _name(latex: str) -> str:
    if group := _WHOLE_GROUP.fullmatch(latex):
        return organisation(text_of(group.group(1)))
    latex = _HOMONYM.sub("", latex)
    if _KEYED.match(latex):
        parts = {
            key.strip().lower(): text_of(said) for key, _, said in (each.partition("=") for each in latex.split(","))
        }
        family = f"{parts.get('prefix', '')} {parts.get('family', '')}".strip()
        return person(family, parts.get("given", ""), parts.get("suffix", ""))
    if "{" not in latex and "\\" not in latex and latex.count(",") == 1:
        family, _, given = latex.partition(",")
        return person(text_of(family), text_of(given))
    if "," not in latex and is_organisation(latex):
        return organisation(text_of(latex))
    split = parse_single_name_into_parts(latex, strict=False)
    family, given, suffix = (text_of(" ".join(words)) for words in ([*split.von, *split.last], split.first, split.jr))
    return person(family, given, suffix)
