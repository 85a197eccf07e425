"""What a process may not hold when it is about to be forked, and what is drawn anew after the fork.

A forked copy shares everything its origin had. Threads do not survive, open files and sockets would be
shared by all students, and a random generator made before would give every student the same numbers.
"""

import asyncio
import gc
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

HARMLESS_FILES = ("/dev/null", "/dev/urandom", "pipe:", "anon_inode:", "/memfd:", "/dev/pts/", "/dev/tty")
_LOOKS = 10
_LOOK_SECONDS = 0.02


def open_files() -> dict[int, str]:
    """Return this process's open files, number to name; empty where the system does not say."""
    found = {}
    place = Path("/proc/self/fd")
    for entry in os.listdir(place) if place.is_dir() else []:  # noqa: PTH208 - the numbers are names here
        try:
            found[int(entry)] = str((place / entry).readlink())
        except OSError:  # closed meanwhile
            continue
    return found


def obstacles(files_before: dict[int, str]) -> list[str]:
    """Return why this process cannot be forked for a student, each reason as part of a sentence.

    Args:
        files_before: what `open_files` said before the page ran.

    >>> generator = random.Random(7)
    >>> any("random generator" in reason for reason in obstacles(open_files()))
    True
    """
    found = [*_threads(), *_tasks(), *_children(), *_files(files_before), *_sockets(), *_generators()]
    return list(dict.fromkeys(found))


def reseed() -> None:
    """Give the two generators that every process has, `random`'s and NumPy's old one, a new beginning."""
    random.seed()
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def _threads() -> Iterator[str]:
    names = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    if names:
        yield f"it started a thread while it loaded ({', '.join(sorted(names))})"
        return
    for _ in range(_LOOKS):
        if _native_threads() == 1:
            return
        time.sleep(_LOOK_SECONDS)  # a thread that was waited for is gone a moment later
    yield f"a library of it runs {_native_threads() - 1} threads of its own"


def _native_threads() -> int:
    tasks = Path("/proc/self/task")
    return sum(1 for _ in tasks.iterdir()) if tasks.is_dir() else 1


def _tasks() -> Iterator[str]:
    loops = [thing for thing in gc.get_objects() if isinstance(thing, asyncio.AbstractEventLoop)]
    for loop in loops:
        if not loop.is_closed() and (loop.is_running() or asyncio.all_tasks(loop)):
            yield "it started an asynchronous task while it loaded"


def _children() -> Iterator[str]:
    try:
        os.waitpid(-1, os.WNOHANG)
    except (ChildProcessError, AttributeError):
        return
    yield "it started another process while it loaded"


def _files(before: dict[int, str]) -> Iterator[str]:
    for number, name in open_files().items():
        if before.get(number) != name and not name.startswith((*HARMLESS_FILES, "socket:", "/proc/")):
            yield f"it left the file {Path(name).name} open"


def _sockets() -> Iterator[str]:
    zmq = sys.modules.get("zmq")
    kinds = (zmq.Socket, zmq.Context) if zmq is not None else ()
    for thing in gc.get_objects():
        if kinds and isinstance(thing, kinds) and not thing.closed:
            yield "it opened a connection while it loaded"


def _generators() -> Iterator[str]:
    numpy_random = sys.modules.get("numpy.random")
    shared: set[int] = {id(random._inst)}  # noqa: SLF001 - reseeded by name
    kinds: tuple[type, ...] = (random.Random,)
    if numpy_random is not None:
        shared.add(id(numpy_random.mtrand._rand))  # noqa: SLF001 - reseeded by name
        kinds = (random.Random, numpy_random.Generator, numpy_random.RandomState)
    seen: set[int] = set()
    holders = gc.get_objects()
    for thing in holders:
        if (
            isinstance(thing, kinds)
            and id(thing) not in shared
            and not isinstance(thing, random.SystemRandom)
        ):
            seen.add(id(thing))
            yield _made(thing)
    # What the collector does not track itself is found in what holds it.
    for thing in gc.get_referents(*holders):
        if (
            isinstance(thing, kinds)
            and id(thing) not in shared | seen
            and not isinstance(thing, random.SystemRandom)
        ):
            yield _made(thing)


def _made(thing: object) -> str:
    kind = type(thing)
    module = kind.__module__.removesuffix("._generator")
    return f"it made a random generator while it loaded ({module}.{kind.__name__})"
