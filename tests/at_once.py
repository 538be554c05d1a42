"""Doing several things at the same moment, in threads and in processes of their own."""

import multiprocessing
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing.context import SpawnContext
from threading import Barrier
from types import ModuleType
from typing import Any, TypeVar

import pytest

T = TypeVar("T")


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
    context = multiprocessing.get_context("spawn")
    # A fresh process runs the file of `__main__` again, and Streamlit leaves there the last script that it drew.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        return _in_processes(act, argument_lists, context)


def _in_processes(act: Callable[..., T], argument_lists: Sequence[tuple[Any, ...]], context: SpawnContext) -> list[T]:
    with context.Manager() as manager, ProcessPoolExecutor(len(argument_lists), mp_context=context) as processes:
        start = manager.Barrier(len(argument_lists))
        runs = [processes.submit(partial(_after, start, act), *arguments) for arguments in argument_lists]
        return [run.result() for run in runs]


def _after(start: Any, act: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401 (a proxy of a barrier; any act)
    start.wait(timeout=60)
    return act(*arguments)
