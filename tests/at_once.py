"""Doing several things at the same moment, in threads and in processes of their own."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing.context import BaseContext
from threading import Barrier
from types import ModuleType
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
NEEDED = ("alembic.command", "psycopg", "revalidation.storage.tables", "tests.conftest", "tests.make")  # by most acts


def at_once(acts: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """What came of each act, all begun together in threads: what it gave, or the exception it raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | Exception:
        start.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def in_processes(act: Callable[..., T], argument_lists: Sequence[tuple[Any, ...]]) -> list[T]:
    """What came of `act` with each list of arguments, each in a freshly started process, all begun together."""
    # A fresh process runs the file of `__main__` again, and Streamlit leaves there the last script that it drew.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        return _in_processes(act, argument_lists, _starting())


def _starting() -> BaseContext:
    """Fresh processes from one that has imported what most acts need, where the system can do so: far quicker."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(NEEDED))
    return context


def _in_processes(act: Callable[..., T], argument_lists: Sequence[tuple[Any, ...]], context: BaseContext) -> list[T]:
    with context.Manager() as manager, ProcessPoolExecutor(len(argument_lists), mp_context=context) as processes:
        start = manager.Barrier(len(argument_lists))
        environment = dict(os.environ)
        runs = [processes.submit(partial(_after, start, environment, act), *arguments) for arguments in argument_lists]
        return [run.result() for run in runs]


def _after(start: Any, environment: Mapping[str, str], act: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401 (a proxy of a barrier; any act)
    os.environ.update(environment)  # not that of when the first process began
    start.wait(timeout=60)
    return act(*arguments)
