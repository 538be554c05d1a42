"""How fast references are read, beside the bare parsers: `python -m tests.benchmarks.references`.

The same text in one run, on one thread, in turns; medians of CPU time. Trust the ratios, not the figures. The bare
parsers give dictionaries of strings; ours gives articles that are checked, with a sentence on whatever was left out. No
library reads NBIB without losing names, so there the baseline is a loop that splits lines and puts them into one
dictionary a record: less than any reader has to do.
"""

import argparse
import gc
import statistics
import sys
import time
import tracemalloc
from collections import deque
from collections.abc import Callable
from functools import partial

import rispy
from bibtexparser.entrypoint import parse_string

from revalidation.references.reading import read

ABSTRACT = "Words of an abstract that goes on and on. " * 25
RIS = """TY  - JOUR
ID  - {n}
T1  - Talking on the ward: a study of {n} conversations between nurses & patients.
AU  - Bowater, Len
AU  - Jamieson, Karen
AU  - Schön, Jürgen M
AU  - O'Dell, Róisín
JO  - Journal of Ward Nursing
JF  - Journal of Ward Nursing
J1  - Journal of Ward Nursing
PY  - 2019/03//
Y1  - 2019/03//
VL  - 34
IS  - 3
M3  - Article
SP  - {n}
EP  - {n}9
PB  - Wards Ltd
SN  - 00296570
AB  - {abstract}
KW  - Nurse-Patient Relations
KW  - Hospitals
KW  - Communication
KW  - Qualitative Studies
N1  - Accession Number: {n}. Language: English. Entry Date: 20190312. Publication Type: Article. PMID: NLM3{n:07}.
UR  - https://search.ebscohost.com/login.aspx?direct=true&db=cin20&AN={n}
DP  - EBSCOhost
DB  - cin20
DO  - 10.9999/wards.{n}
ER  -

"""
BIBTEX = """@article{{bowater{n},
  author = {{Bowater, Len and Jamieson, Karen and Sch{{\\"o}}n, J{{\\"u}}rgen M. and O'Dell, R{{\\'o}}is{{\\'i}}n}},
  title = {{Talking on the {{W}}ard: a study of {n} conversations between nurses \\& patients}},
  journal = {{Journal of Ward Nursing}},
  year = {{2019}},
  month = mar,
  volume = {{34}},
  number = {{3}},
  pages = {{{n}--{n}9}},
  doi = {{10.9999/wards.{n}}},
  url = {{https://www.example.org/wards/{n}}},
  abstract = {{{abstract}}},
  keywords = {{Nurses, Wards}},
}}

"""
NBIB = """PMID- 3{n:07}
OWN - NLM
STAT- MEDLINE
DCOM- 20190501
IS  - 0029-6570 (Print)
VI  - 34
IP  - 3
DP  - 2019 Mar 12
TI  - Talking on the ward: a study of {n} conversations between nurses and patients
      in hospital.
PG  - {n}-{n}9
LID - 10.9999/wards.{n} [doi]
AB  - {abstract}
FAU - Bowater, Len
AU  - Bowater L
AD  - School of Nursing, Wards.
FAU - Jamieson, Karen
AU  - Jamieson K
AD  - School of Nursing, Wards.
LA  - eng
PT  - Journal Article
PL  - England
TA  - J Ward Nurs
JT  - Journal of ward nursing
MH  - Nurse-Patient Relations
EDAT- 2019/03/12 06:00
AID - 10.9999/wards.{n} [doi]
SO  - J Ward Nurs. 2019 Mar 12;34(3):{n}-{n}9. doi: 10.9999/wards.{n}.

"""


def written(form: str, count: int) -> str:
    """So many records, each a little different."""
    return "".join(form.format(n=number, abstract=ABSTRACT) for number in range(1, count + 1))


def split_lines(text: str) -> list[dict[str, list[str]]]:
    """What is left of reading NBIB when nothing is understood."""
    records: list[dict[str, list[str]]] = []
    values: list[str] = []
    for line in text.split("\n"):
        if line.startswith("PMID"):
            records.append({})
        if line[4:5] == "-":
            values = records[-1].setdefault(line[:4].strip(), [])
            values.append(line[6:].strip())
        elif line:
            values[-1] += f" {line.strip()}"
    return records


def spent(run: Callable[[], object]) -> float:
    """CPU time in seconds, without the rubbish of whoever had the turn before."""
    gc.collect()
    begun = time.process_time()
    run()
    return time.process_time() - begun


def ours(content: bytes) -> None:
    """Every record once, as a page does that goes on saving them."""
    deque(read(content), maxlen=0)


BARE: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "RIS": (RIS, "rispy", rispy.loads),
    "BibTeX": (BIBTEX, "bibtexparser", parse_string),
    "NBIB": (NBIB, "lines split", split_lines),
}


def beside_bare(count: int, rounds: int) -> list[str]:
    """Each format, in turns with its bare parser."""
    lines = ["| format | ours, records/s | bare | records/s | ratio |", "|---|---:|---|---:|---:|"]
    for name, (form, bare, parse) in BARE.items():
        text = written(form, count)
        content = text.encode()
        figures = [(spent(partial(ours, content)), spent(partial(parse, text))) for _ in range(rounds)]
        our, its = (statistics.median(each) for each in zip(*figures, strict=True))
        lines.append(f"| {name} | {count / our:,.0f} | {bare} | {count / its:,.0f} | {its / our:.2f} |")
    return lines


def peak_memory(count: int) -> list[str]:
    """What reading so many records needs at most, as Python counts it: one after the other, and kept for a preview."""
    lines = [f"| {count:,} records of | file, MB | s | one by one, MB | all kept, MB |", "|---|---:|---:|---:|---:|"]
    for name, (form, _, _) in BARE.items():
        content = written(form, count).encode()
        seconds = spent(partial(ours, content))
        one_by_one, kept = (peak(partial(run, content)) / 1e6 for run in (ours, kept_all))
        lines.append(f"| {name} | {len(content) / 1e6:.1f} | {seconds:.1f} | {one_by_one:.0f} | {kept:.0f} |")
    return lines


def kept_all(content: bytes) -> None:
    """All records at the same time."""
    list(read(content))


def peak(run: Callable[[], object]) -> int:
    """Bytes beside what there was before."""
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Measure, and print the tables of README.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=3000)
    options.add_argument("--rounds", type=int, default=9)
    chosen = options.parse_args()
    sys.stdout.write("\n".join([*beside_bare(chosen.records, chosen.rounds), "", *peak_memory(10_000), ""]))


if __name__ == "__main__":
    main()
