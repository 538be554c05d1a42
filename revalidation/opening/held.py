"""The first thing that such a process does: it limits itself, shuts itself off, and takes its order."""

import json
import sys
from typing import Any

from revalidation.opening.walls import put_up


def held_down(order: str) -> dict[str, Any]:
    """The order, once this process can take no more memory and time than it says, write nothing and start nothing.

    Whatever it needs of our own code must have been imported by then.
    """
    asked: dict[str, Any] = json.loads(order)
    if sys.platform != "win32":  # there, time alone is limited
        import resource  # noqa: PLC0415 (Windows has none)

        memory, cpu = asked["memory"], asked["cpu"]
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        put_up()
    return asked
