"""How long the largest pack takes and how much memory: `python -m tests.benchmarks.packs`."""

import os
import resource
import time
from base64 import b64encode
from datetime import UTC, date, datetime

from revalidation.documents.reflective_accounts import reflective_accounts_pdf
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.evidence import AboutKind, MediaType
from revalidation.domain.packs import Holder, PackContent, PackFile
from revalidation.packs.making import PackInMaking
from revalidation.packs.verifying import verdict_on

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
FILES, PAGES = 6, 50
ANSWER = "What we read was about listening before anything is written down, and I have thought about it since. " * 12


def dense_file() -> bytes:
    """A file of print as dense as an account."""
    account = ReflectiveAccount("An account", (ANSWER, ANSWER, ANSWER, ANSWER), ("preserve_safety",), "2022-06")
    return reflective_accounts_pdf([account] * (PAGES // 2), author="A Khan", at=AT)


def main() -> None:
    """Make and check a pack of three hundred pages of files."""
    os.environ["REVALIDATION_PACK_KEY"] = b64encode(bytes(32)).decode()
    uploaded = dense_file()
    files = tuple(
        PackFile(each, f"{each}.pdf", MediaType.PDF, len(uploaded), AboutKind.CPD, date(2026, 3, 1), "Study day", True)  # noqa: FBT003
        for each in range(FILES)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, cpu = time.perf_counter(), time.process_time()
    pack = PackInMaking(PackContent(Holder("A Khan"), None, files=files), AT)
    for file in files:
        for _ in pack.add(file, uploaded):
            pass
    made = pack.made()
    took, own = time.perf_counter() - began, time.process_time() - cpu
    peak, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{made.pages} pages, {len(made.content) / 1e6:.1f} MB: {took:.1f} s, {own:.1f} s of them in the app itself")  # noqa: T201
    print(f"memory: {before // 1024} MB before, {peak // 1024} MB at most; {children // 1024} MB in the process apart")  # noqa: T201
    began = time.perf_counter()
    verdict = verdict_on(made.name, made.content)
    print(f"checked in {time.perf_counter() - began:.1f} s: {verdict.state.value}; {len(made.left_out)} left out")  # noqa: T201


if __name__ == "__main__":
    main()
