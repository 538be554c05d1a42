"""LaTeX as BibTeX files have it, turned into plain text; and plain text into LaTeX."""

import logging
import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from revalidation.references.plain import one_line, plain

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # it would write what people's files say into the log

_LONGEST = 5_000
_SIMPLE = re.compile(
    r"\\[\"'`^~=.](?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"
    r"|\\[uvHcdbkrt](?:\{\\?[A-Za-z]\}| ?\\[ij](?![A-Za-z])| [A-Za-z](?![A-Za-z]))"
    r"|\\(?:ss|ae|AE|oe|OE|o|O|aa|AA|l|L|i|j|dh|DH|th|TH)(?![A-Za-z])(?:\{\}|\s)?"
    r"|\\[&%$#_,;/ -]"
)
_QUOTED = re.compile(r"\\\"(?! ?[AEIOUYaeiouy{\\])")  # no other letter has two dots: an escaped quotation mark
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_RAISED = re.compile(r"(?<!\\)[_^](?=[{\w\\])")
_MATHS = re.compile(r"\$[^$]*\$|\\\([^()]*\\\)|\\ensuremath\{[^{}]*\}")
_UNKNOWN_TO_IT = (
    (re.compile(r"\\((?:La|Bib|Xe|Lua|Plain)*TeX|METAFONT)(?:\{\}|\\(?= )|(?![A-Za-z]))"), r"\1"),
    (re.compile(r"\\slash(?![A-Za-z])"), "/"),
    (re.compile(r"\\textless(?:\{\}|(?![A-Za-z]))"), "<"),
    (re.compile(r"\\textgreater(?:\{\}|(?![A-Za-z]))"), ">"),
    (re.compile(r"\\textasciitilde(?:\{\}|(?![A-Za-z]))"), "∼"),
    (re.compile(r"\\href\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\(?:url|path|nolinkurl|mbox|hbox)(?=\s*\{)"), ""),
    (re.compile(r"\\(?:newline|linebreak|par)(?![A-Za-z])|\\\\"), " "),
    (re.compile(r"\\hspace\*?\s*\{[^{}]*\}|\\(?:relax|protect)(?![A-Za-z])|\\noop(?:sort)?\s*\{[^{}]*\}"), ""),
)
_COMMAND = re.compile(r"\\[A-Za-z]+\*?|\\.")
_BRACES = re.compile(r"(?<!\\)[{}]")
_TYPED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_VERBATIM = re.compile(r"\\([&%$#_{}~-])(?:\{\})?|\\text(asciitilde|underscore|less|greater|backslash)(?:\{\}|\s)?")
_LINKED = re.compile(r"\\(?:url|path|nolinkurl|href)(?=\s*\{)")
_NAMED = {"asciitilde": "~", "underscore": "_", "less": "<", "greater": ">", "backslash": "\\"}
_ESCAPED = {
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TO_ESCAPE = re.compile(r"[&%$#_{}\\~^]")
_ACRONYM = re.compile(r"(?<![\w\\])\w*[^\W\d_a-z]\w*[^\W\d_a-z]\w*")


def text_of(latex: str) -> str:
    """What is printed, on one line."""
    if "\\" not in latex and "$" not in latex:
        return plain(_typed(latex.replace("{", "").replace("}", "")))
    return plain(_read(latex))


def with_letters(latex: str) -> str:
    """The same with its accented letters as such, and whatever else it says left alone."""
    if "\\" not in latex:
        return latex
    return _SIMPLE.sub(lambda found: _by_library(found.group()), _QUOTED.sub('"', latex))


def verbatim(latex: str) -> str:
    """A DOI or a web address, in which LaTeX means nothing but programs escape some marks all the same."""
    if "\\" in latex:
        latex = _VERBATIM.sub(lambda found: found.group(1) or _NAMED[found.group(2)], _LINKED.sub("", latex))
    return one_line(latex.replace("{", "").replace("}", ""))


def latex_of(text: str) -> str:
    """Plain text with the marks that mean something in LaTeX written so that they don't."""
    return _TO_ESCAPE.sub(lambda mark: _ESCAPED[mark.group()], text)


def latex_of_title(text: str) -> str:
    """The same, with acronyms in braces, for styles that write titles in small letters."""
    return _ACRONYM.sub(lambda word: f"{{{word.group()}}}", latex_of(text))


@lru_cache(maxsize=2048)
def _read(latex: str) -> str:
    simpler = _typed(with_letters(latex))
    if "\\" not in simpler and "$" not in simpler:
        return _BRACES.sub("", simpler)
    if len(latex) > _LONGEST:
        return _bare(latex)
    latex = _QUOTED.sub('"', latex)
    for pattern, instead in _UNKNOWN_TO_IT:
        latex = pattern.sub(instead, latex)
    return _by_library(_MATHS.sub(lambda found: _RAISED.sub("", found.group()), _BARE_PERCENT.sub(r"\\%", latex)))


@lru_cache(maxsize=1024)
def _by_library(latex: str) -> str:
    try:
        return str(_LIBRARY.latex_to_text(latex))
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):  # hundreds of open braces, \frac alone
        return _bare(latex)


def _bare(latex: str) -> str:
    return _BRACES.sub("", _COMMAND.sub("", latex))


def _typed(text: str) -> str:
    for written, meant in _TYPED:
        if written in text:
            text = text.replace(written, meant)
    return text


_LIBRARY = LatexNodes2Text(math_mode="text", strict_latex_spaces=False)
